package io.headwater.incident.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.Habit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PricesTest {
    private final Prices prices = Prices.DEFAULTS;

    @Test
    void the_table_is_that_of_the_measurements() {
        assertThat(prices.cause()).isEqualTo(1_500_000);
        assertThat(prices.flip()).isEqualTo(8_000_000);
        assertThat(prices.near(CheckKind.DATA_TEST, 0)).isEqualTo(597_837); // -ln 0.55
        assertThat(prices.near(CheckKind.DATA_TEST, 1)).isEqualTo(916_291); // -ln 0.40
        assertThat(prices.near(CheckKind.DATA_TEST, 3)).isEqualTo(916_291);
        assertThat(prices.fade(CheckKind.DATA_TEST, 3)).isEqualTo(102_587); // -ln 0.95^2
        assertThat(prices.near(CheckKind.MONITOR, 1)).isEqualTo(597_837); // -ln 0.55
        assertThat(prices.near(CheckKind.FRESHNESS, 0)).isEqualTo(105_361); // -ln 0.90
        assertThat(prices.near(CheckKind.FRESHNESS, 5)).isEqualTo(3_912_023); // -ln 0.02
        assertThat(prices.near(CheckKind.BUILD, 1)).isEqualTo(1_386_294); // -ln 0.25
        assertThat(prices.near(CheckKind.BUILD, 2)).isEqualTo(4_605_170); // -ln 0.01
    }

    @Test
    void a_pass_costs_its_weight_of_the_surprise() {
        assertThat(prices.passed(CheckKind.DATA_TEST, 0, Habit.NONE)).isEqualTo(119_776); // -0.15 ln 0.45
        assertThat(prices.passed(CheckKind.BUILD, 0, Habit.NONE)).isEqualTo(56_750); // -0.15 ln (1 - 0.35 * 0.90)
    }

    @Test
    void constants_out_of_range_are_refused_by_name() {
        assertThatThrownBy(() -> new Prices(1.5, 8, 1.2, Prices.measured())).hasMessageContaining("passing");
        assertThatThrownBy(() -> new Prices(1.5, -1, 0.1, Prices.measured())).hasMessageContaining("flip");
        assertThatThrownBy(() -> new Prices(1.5, 8, 0.1, Map.of())).hasMessageContaining("no power");
        assertThatThrownBy(() -> new Power(1, 0.5, 0.5, 1, 1)).hasMessageContaining("home");
        assertThatThrownBy(() -> new Power(0.5, 0.5, 0.5, 0, 1)).hasMessageContaining("decay");
    }

    @Test
    void a_check_that_fails_whenever_something_above_it_does_is_a_likelier_effect_and_its_pass_clears_more() {
        Habit strong = new Habit(0, 20, 20, 0);
        Habit weak = new Habit(0, 2, 0, 20);

        assertThat(Prices.DEFAULTS.near(CheckKind.MONITOR, 2, strong))
                .isLessThan(Prices.DEFAULTS.near(CheckKind.MONITOR, 2, Habit.NONE));
        assertThat(Prices.DEFAULTS.near(CheckKind.MONITOR, 2, weak))
                .isGreaterThan(Prices.DEFAULTS.near(CheckKind.MONITOR, 2, Habit.NONE));
        assertThat(Prices.DEFAULTS.passed(CheckKind.MONITOR, 2, strong))
                .isGreaterThan(Prices.DEFAULTS.passed(CheckKind.MONITOR, 2, Habit.NONE));
        assertThat(Prices.DEFAULTS.passed(CheckKind.MONITOR, 2, weak))
                .isLessThan(Prices.DEFAULTS.passed(CheckKind.MONITOR, 2, Habit.NONE));
    }

    @Test
    void nothing_learnt_leaves_the_table_as_it_is() {
        for (CheckKind kind : CheckKind.values()) {
            for (int hops = 0; hops < 8; hops++) {
                assertThat(Prices.DEFAULTS.near(kind, hops, Habit.NONE)).isEqualTo(Prices.DEFAULTS.near(kind, hops));
            }
        }
    }

    @Test
    void noise_gets_cheaper_with_each_lone_failure_and_two_are_no_habit() {
        assertThat(Prices.DEFAULTS.isNoisy(new Habit(2, 0, 0, 0))).isFalse();
        assertThat(Prices.DEFAULTS.isNoisy(new Habit(3, 0, 0, 0))).isTrue();
        assertThat(Prices.DEFAULTS.noise(new Habit(9, 0, 0, 0)))
                .isLessThan(Prices.DEFAULTS.noise(new Habit(3, 0, 0, 0)));
        assertThat(Prices.DEFAULTS.noise(new Habit(3, 9, 0, 0)))
                .isGreaterThan(Prices.DEFAULTS.noise(new Habit(3, 0, 0, 0)));
    }
}
