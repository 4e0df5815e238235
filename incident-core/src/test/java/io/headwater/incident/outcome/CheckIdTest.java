package io.headwater.incident.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CheckIdTest {
    @Test
    void what_is_written_can_be_read_even_with_slashes_in_the_id() {
        CheckId id = new CheckId("great-expectations", "suite/orders/not_null");

        assertThat(id).hasToString("great-expectations/suite/orders/not_null");
        assertThat(CheckId.parse(id.toString())).isEqualTo(id);
    }

    @Test
    void a_source_is_not_empty_and_holds_no_slash_and_an_id_is_not_empty() {
        assertThatThrownBy(() -> new CheckId("a/b", "c")).hasMessageContaining("slash");
        assertThatThrownBy(() -> new CheckId("", "c")).hasMessageContaining("not empty");
        assertThatThrownBy(() -> CheckId.parse("dbt/")).hasMessageContaining("empty id");
        assertThatThrownBy(() -> CheckId.parse("dbt")).hasMessageContaining("source/check");
    }

    @Test
    void checks_sort_by_source_then_id() {
        assertThat(new CheckId("dbt", "b")).isLessThan(new CheckId("monte-carlo", "a"));
        assertThat(new CheckId("dbt", "a")).isLessThan(new CheckId("dbt", "b"));
    }
}
