package io.headwater.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NightTest {
    private static final Mix SMALL = Mix.FULL.ofSize(80);

    @Test
    void deliveries_come_in_the_order_of_arrival_and_say_all_that_is_said() {
        for (long seed = 0; seed < 10; seed++) {
            Storm storm = Storm.of(seed, SMALL);
            List<Delivery> deliveries = deliveries(storm);
            assertThat(deliveries).extracting(Delivery::arrives).isSorted();
            assertThat(deliveries.stream().flatMap(one -> one.evaluations().stream()))
                    .containsExactlyElementsOf(Night.play(storm));
        }
    }

    @Test
    void a_run_is_delivered_whole_and_a_monitors_word_alone() {
        for (Delivery delivery : deliveries(Storm.of(3, SMALL))) {
            assertThat(delivery.evaluations()).allSatisfy(one -> {
                assertThat(one.run()).isEqualTo(delivery.run());
                assertThat(one.arrives()).isEqualTo(delivery.arrives());
                assertThat(one.runSize())
                        .isEqualTo(delivery.ofDbt() ? delivery.evaluations().size() : 0);
            });
        }
    }

    @Test
    void some_are_delivered_twice_after_the_first_time() {
        Map<String, Instant> first = new HashMap<>();
        int twice = 0;
        for (long seed = 0; seed < 10; seed++) {
            for (Delivery delivery : deliveries(Storm.of(seed, SMALL))) {
                String run = seed + delivery.run();
                if (delivery.repeats()) {
                    twice++;
                    assertThat(first.get(run)).isBeforeOrEqualTo(delivery.arrives());
                    assertThat(delivery.evaluations()).noneMatch(Evaluation::first);
                } else {
                    assertThat(first.put(run, delivery.arrives())).isNull();
                }
            }
        }
        assertThat(twice).isPositive();
    }

    @Test
    void no_run_of_a_large_warehouse_takes_much_over_ten_minutes() {
        for (Delivery delivery : deliveries(Storm.of(1, SMALL.ofSize(20_000)))) {
            if (delivery.ofDbt()) {
                Instant begun = delivery.evaluations().stream()
                        .map(Evaluation::at)
                        .min(Instant::compareTo)
                        .orElseThrow();
                assertThat(delivery.evaluations())
                        .allMatch(one -> Duration.between(begun, one.at()).compareTo(Duration.ofMinutes(13)) < 0);
            }
        }
    }

    private static List<Delivery> deliveries(Storm storm) {
        List<Delivery> deliveries = new ArrayList<>();
        Night.play(storm, deliveries::add);
        return deliveries;
    }
}
