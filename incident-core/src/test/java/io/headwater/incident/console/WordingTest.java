package io.headwater.incident.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.silence.Weekly;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordingTest {
    @Test
    void an_id_is_one_part_of_a_path_whatever_it_holds() {
        assertThat(Wording.asPath("model.shop/not null+%?")).isEqualTo("model.shop%2Fnot%20null%2B%25%3F");
    }

    @Test
    void what_was_not_always_up_is_not_a_hundred_percent() {
        assertThat(Wording.asPercent(1)).isEqualTo("100 %");
        assertThat(Wording.asPercent(0.99999)).isEqualTo("99.99 %");
        assertThat(Wording.asPercent(0.9)).isEqualTo("90 %");
        assertThat(Wording.asPercent(0)).isEqualTo("0 %");
    }

    @Test
    void a_weekly_window_is_told_in_the_order_of_the_week() {
        Weekly weekly = new Weekly(
                Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                LocalTime.of(2, 0),
                Duration.ofHours(3),
                ZoneId.of("Europe/Berlin"),
                Optional.empty(),
                Optional.empty());
        assertThat(Wording.inWords(weekly)).isEqualTo("Mon, Sun from 02:00 for 3 h 0 min, Europe/Berlin");
    }
}
