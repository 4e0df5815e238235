package io.headwater.ticketing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    @Test
    void each_failure_doubles_the_pause_up_to_the_longest() {
        assertThat(BACKOFF.after(1)).hasSeconds(1);
        assertThat(BACKOFF.after(2)).hasSeconds(2);
        assertThat(BACKOFF.after(6)).hasSeconds(32);
        assertThat(BACKOFF.after(7)).hasSeconds(60);
        assertThat(BACKOFF.after(Integer.MAX_VALUE)).hasSeconds(60);
    }
}
