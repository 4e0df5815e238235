package io.headwater.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-03-02T04:00:00Z");

    private final Pace pace = new Pace();

    @Test
    void a_channel_takes_a_short_burst_and_then_a_message_a_second() {
        assertThat(posted("#a", NOW)).isEqualTo(5);
        assertThat(posted("#a", NOW.plusMillis(900))).isZero();
        assertThat(posted("#a", NOW.plusMillis(1_000))).isEqualTo(1);
        assertThat(posted("#a", NOW.plusSeconds(3_600))).isEqualTo(5);
    }

    @Test
    void channels_do_not_slow_each_other() {
        assertThat(posted("#a", NOW)).isEqualTo(5);
        assertThat(posted("#b", NOW)).isEqualTo(5);
    }

    @Test
    void a_channel_that_slack_wants_left_alone_is_left_alone_for_the_longest_that_was_asked() {
        pace.pause("#a", NOW.plusSeconds(30));
        pace.pause("#a", NOW.plusSeconds(10));
        assertThat(pace.isPaused("#a", NOW.plusSeconds(29))).isTrue();
        assertThat(pace.isPaused("#a", NOW.plusSeconds(30))).isFalse();
        assertThat(pace.isPaused("#b", NOW)).isFalse();
    }

    @Test
    void an_incidents_message_is_edited_once_a_second_at_most() {
        assertThat(pace.mayEdit("acme|inc-1", NOW)).isTrue();
        assertThat(pace.mayEdit("acme|inc-1", NOW.plusMillis(500))).isFalse();
        assertThat(pace.mayEdit("acme|inc-2", NOW.plusMillis(500))).isTrue();
        assertThat(pace.mayEdit("acme|inc-1", NOW.plus(Duration.ofMillis(1_001))))
                .isTrue();
    }

    private int posted(String channel, Instant at) {
        int posted = 0;
        while (pace.mayPost(channel, at)) {
            posted++;
        }
        return posted;
    }
}
