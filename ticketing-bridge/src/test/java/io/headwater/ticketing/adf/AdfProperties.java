package io.headwater.ticketing.adf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AdfProperties {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property
    void any_text_anywhere_gives_a_document_that_jira_accepts(
            @ForAll("hostile") String text, @ForAll("addresses") String address) throws JsonProcessingException {
        Adf.Node document = everywhere(text, address);
        assertThat(AdfDocument.of(document).faults()).isEmpty();
        byte[] bytes = JSON.writeValueAsBytes(document.tree());
        assertThat(bytes).isNotEmpty();
    }

    @Property
    void a_documents_weight_is_never_less_than_its_json(
            @ForAll("hostile") String text, @ForAll("addresses") String address) throws JsonProcessingException {
        Adf.Node document = everywhere(text, address);
        assertThat(JSON.writeValueAsString(document.tree()).length()).isLessThanOrEqualTo(document.weight());
    }

    @Property
    void every_character_that_can_be_shown_is_kept(@ForAll("plain") String text) {
        Adf.Node document = Adf.document(List.of(Adf.paragraph(Adf.text(text))));
        assertThat(String.join("", AdfDocument.of(document).lines())).isEqualTo(text);
    }

    @Property
    void only_addresses_of_the_web_become_links(@ForAll("addresses") String address) {
        Adf.Node document = Adf.document(List.of(Adf.paragraph(Adf.link("look", address))));
        boolean isWeb = address.matches("https?://[^\\s\\p{Cntrl}\\p{Cs}]+");
        assertThat(AdfDocument.of(document).links()).isEqualTo(isWeb ? List.of(address) : List.of());
    }

    @Example
    void nothing_gives_no_node_at_all() {
        assertThat(Adf.text("").isEmpty()).isTrue();
        assertThat(Adf.link("", "https://example.com").isEmpty()).isTrue();
        assertThat(Adf.paragraph(Adf.text(""), Adf.strong("")).isEmpty()).isTrue();
        assertThat(Adf.bullets(List.of(Adf.paragraph(Adf.code("")))).isEmpty()).isTrue();
        assertThat(AdfDocument.of(Adf.document(List.of(Adf.text("")))).lines()).isEmpty();
    }

    @Example
    void a_line_break_or_half_a_character_becomes_a_space() {
        assertThat(Adf.printable("a\nb\u0000c\u2028d\uD83De")).isEqualTo("a b c d e");
    }

    private static Adf.Node everywhere(String text, String address) {
        return Adf.document(List.of(
                Adf.heading(3, text),
                Adf.paragraph(Adf.text(text), Adf.strong(text), Adf.code(text), Adf.link(text, address)),
                Adf.bullets(List.of(Adf.paragraph(Adf.text(text)), Adf.paragraph(Adf.link("look", address))))));
    }

    /** Every UTF-16 code unit, halves of characters among them, with quotation marks and such in plenty. */
    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<Character> anything = Arbitraries.chars().all();
        Arbitrary<Character> awkward =
                Arbitraries.of('"', '\\', '<', '\n', '\t', '\0', ' ', '\uD83D', '\uDE00', '\u202E', '{', '|');
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(1, anything), net.jqwik.api.Tuple.of(2, awkward))
                .list()
                .ofMaxSize(60)
                .map(AdfProperties::joined);
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.strings().alpha().numeric().withChars(" äé漢\"\\<>&'").ofMaxLength(80);
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> made = net.jqwik.api.Combinators.combine(
                        Arbitraries.of("https://", "http://", "javascript:", "data:text/html,", "", "HTTPS://", "//"),
                        hostile())
                .as(String::concat);
        return Arbitraries.oneOf(
                made, Arbitraries.of("https://bi.example.com/a?b=\"c\"&d=\\", "https://", "https:// x", "mailto:a@b"));
    }

    private static String joined(List<Character> characters) {
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        return text.toString();
    }
}
