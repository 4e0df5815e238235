package io.headwater.incident.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchWordsTest {

    @Test
    void the_last_word_may_be_unfinished() {
        SearchWords words = SearchWords.of("Orders  are la");

        assertThat(words.websearch()).isEqualTo("orders are la");
        assertThat(words.before()).isEqualTo("orders are");
        assertThat(words.unfinished()).contains("la");
        assertThat(SearchWords.of("late ").unfinished()).isEmpty();
        assertThat(SearchWords.of("\"late\"").unfinished()).isEmpty();
        assertThat(SearchWords.of("-late").unfinished()).isEmpty();
        assertThat(SearchWords.of("late or early").unfinished()).isEmpty();
    }

    @Test
    void an_identifier_is_its_words_in_a_row() {
        assertThat(SearchWords.of("table:shop.raw_x -dbt/unique").websearch())
                .isEqualTo("\"table shop raw x\" -\"dbt unique\"");
    }

    @Test
    void what_is_quoted_stays_together_even_where_the_quotation_never_ends() {
        assertThat(SearchWords.of("\"not null\" rows").websearch()).isEqualTo("\"not null\" rows");
        assertThat(SearchWords.of("rows \"not null").websearch()).isEqualTo("rows \"not null\"");
    }

    @Test
    void punctuation_alone_is_no_search() {
        assertThat(SearchWords.of(" ! ( & :* ' \" - ").isEmpty()).isTrue();
    }

    @Test
    void excluded_words_are_nobodys_name() {
        assertThat(SearchWords.of("ada -lovelace or \"grace hopper\"").plain())
                .containsExactly("ada", "grace", "hopper");
    }
}
