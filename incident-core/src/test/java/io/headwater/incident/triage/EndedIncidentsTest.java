package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndedIncidentsTest {
    private final EndedIncidents ended = new EndedIncidents();

    @Test
    void what_happens_to_one_forgets_it_and_what_was_merged_into_it_and_no_other() {
        ended.add("INC-merged", "INC-survivor");
        ended.add("INC-other", "INC-other");

        ended.touched("INC-survivor");

        assertThat(ended.contains("INC-survivor")).isFalse();
        assertThat(ended.contains("INC-merged")).isFalse();
        assertThat(ended.contains("INC-other")).isTrue();
    }

    @Test
    void what_happens_to_an_open_one_forgets_none() {
        ended.add("INC-over", "INC-over");

        ended.touched("INC-open");

        assertThat(ended.contains("INC-over")).isTrue();
    }
}
