package io.headwater.ticketing.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT40S, 40 s",
        "PT1M, 1 min",
        "PT1M5S, 1 min 5 s",
        "PT1H5M59S, 1 h 5 min",
        "PT24H, 1 d",
        "PT51H, 2 d 3 h",
        "PT-5S, 0 s"
    })
    void a_length_is_told_in_its_two_largest_units(String length, String words) {
        assertThat(Words.length(Duration.parse(length))).isEqualTo(words);
    }

    @Test
    void a_time_names_its_zone() {
        assertThat(Words.time(Instant.parse("2026-03-01T04:05:59Z"))).isEqualTo("1 Mar 2026, 04:05 UTC");
    }

    @Test
    void one_is_singular() {
        assertThat(Words.count(0, "viewer")).isEqualTo("0 viewers");
        assertThat(Words.count(1, "viewer")).isEqualTo("1 viewer");
    }

    @Test
    void what_is_too_long_ends_in_an_ellipsis_and_never_in_half_a_character() {
        assertThat(Words.cut("payments", 8)).isEqualTo("payments");
        assertThat(Words.cut("payments", 7)).isEqualTo("paymen…");
        assertThat(Words.cut("abc\uD83D\uDE00def", 5)).isEqualTo("abc…");
        assertThat(Words.cut("abc\uD83D\uDE00def", 6)).isEqualTo("abc\uD83D\uDE00…");
    }
}
