package io.headwater.incident.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.incident.outcome.CheckRow.Delivery;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    /** Beyond 2038, where seconds no longer fit a signed number. */
    private static final Instant LATE = Instant.parse("2050-01-01T00:00:00Z");

    @Test
    void what_was_delivered_comes_back_from_its_bytes() {
        Delivery failed = new Delivery(1, -7, true, LATE);
        Delivery passed = new Delivery(-2, 8, false, LATE.plusSeconds(1));
        Deliveries kept = Deliveries.NONE.with(failed, LATE).with(passed, LATE);

        Deliveries read = Deliveries.of(kept.bytes());

        assertThat(read).isEqualTo(kept).hasSameHashCodeAs(kept);
        assertThat(read.latest(1)).contains(failed);
        assertThat(read.latest(-2)).contains(passed);
        assertThat(read.latest(3)).isEmpty();
    }

    @Test
    void the_last_word_of_a_run_takes_the_place_of_those_before() {
        Deliveries kept = Deliveries.NONE
                .with(new Delivery(1, 10, true, LATE), LATE)
                .with(new Delivery(2, 20, false, LATE), LATE)
                .with(new Delivery(1, 11, true, LATE.plusSeconds(5)), LATE);

        assertThat(kept.size()).isEqualTo(2);
        assertThat(kept.latest(1)).map(Delivery::said).contains(11L);
    }

    @Test
    void bytes_that_are_no_deliveries_are_refused() {
        assertThatThrownBy(() -> Deliveries.of(new byte[22]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("21 bytes each");
    }
}
