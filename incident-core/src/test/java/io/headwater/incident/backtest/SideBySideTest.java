package io.headwater.incident.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private final List<SideBySide.Event> log = new ArrayList<>();

    @Test
    void the_same_bytes_in_the_same_order_are_identical() {
        lived("a", 1).lived("b", 2).lived("a", 3);
        SideBySide both = replay("a", 1, "b", 2, "a", 3);
        assertThat(both.difference()).isEmpty();
        assertThat(both.same()).isEqualTo(3);
        assertThat(both.incidents()).isEqualTo(2);
    }

    @Test
    void the_first_byte_that_differs_is_found_in_its_incident() {
        lived("a", 1).lived("b", 2).lived("a", 3).lived("a", 4);
        SideBySide.Difference found =
                replay("a", 1, "b", 2, "a", 9, "a", 8).difference().orElseThrow();
        assertThat(found.incident()).isEqualTo("a");
        assertThat(found.position()).isEqualTo(2);
        assertThat(found.lived().orElseThrow()).containsExactly(3);
        assertThat(found.replayed().orElseThrow()).containsExactly(9);
    }

    @Test
    void what_the_log_says_beyond_the_replay_differs_unless_it_is_not_on_record_yet() {
        lived("a", 1).lived("b", 2);
        SideBySide.Difference found = replay("a", 1).difference().orElseThrow();
        assertThat(found.incident()).isEqualTo("b");
        assertThat(found.replayed()).isEmpty();

        log.clear();
        lived("a", 1);
        log.add(new SideBySide.Event("b", new byte[] {2}, false));
        assertThat(replay("a", 1).difference()).isEmpty();
    }

    @Test
    void what_the_replay_says_beyond_the_log_differs() {
        lived("a", 1);
        SideBySide.Difference found = replay("a", 1, "a", 2).difference().orElseThrow();
        assertThat(found.position()).isEqualTo(2);
        assertThat(found.lived()).isEmpty();
    }

    @Test
    void after_a_checkpoint_an_incidents_events_are_counted_from_its_first_all_the_same() {
        lived("a", 1).lived("a", 2);
        SideBySide both = new SideBySide(log.iterator(), incident -> 40);
        both.replayed("a", new byte[] {1});
        both.replayed("a", new byte[] {9});
        assertThat(both.difference().orElseThrow().position()).isEqualTo(42);
    }

    private SideBySideTest lived(String incident, int value) {
        log.add(new SideBySide.Event(incident, new byte[] {(byte) value}, true));
        return this;
    }

    private SideBySide replay(Object... said) {
        SideBySide both = new SideBySide(log.iterator());
        for (int i = 0; i < said.length; i += 2) {
            both.replayed((String) said[i], new byte[] {((Integer) said[i + 1]).byteValue()});
        }
        both.ended();
        return both;
    }
}
