package io.headwater.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Machine MACHINE = new Machine(2, "", 24_000, "JVM 17", "Linux");

    private static Report of(Figure... figures) {
        return new Report(
                "core", Effort.FULL, MACHINE, List.of(new Report.Measured("What is measured", List.of(figures), 12)));
    }

    @Test
    void a_figure_is_held_to_the_ratio_with_its_baseline() {
        assertThat(Figure.against("speed", "1/s", 50, 100, Target.atLeast(0.5)).holds())
                .isTrue();
        assertThat(Figure.against("speed", "1/s", 49, 100, Target.atLeast(0.5)).holds())
                .isFalse();
        assertThat(Figure.against("time", "µs", 200, 100, Target.atMost(2)).holds())
                .isTrue();
        assertThat(Figure.against("time", "µs", 201, 100, Target.atMost(2)).holds())
                .isFalse();
    }

    @Test
    void a_figure_without_a_baseline_is_held_to_its_value_and_one_without_a_target_to_nothing() {
        Figure slow = Figure.absolute("restart", "assets/s", 199_999, Target.atLeast(200_000));

        assertThat(slow.holds()).isFalse();
        assertThat(slow.untargeted().holds()).isTrue();
    }

    @Test
    void what_could_not_be_measured_does_not_hold() {
        assertThat(Figure.against("speed", "1/s", 0, 0, Target.atLeast(0.5)).holds())
                .isFalse();
        assertThat(Figure.against("time", "µs", 0, 0, Target.atMost(2)).holds()).isFalse();
    }

    @Test
    void a_report_names_what_is_missed() {
        Report report = of(
                Figure.against("speed", "1/s", 80, 100, Target.atLeast(0.5)),
                Figure.against("time", "µs", 300, 100, Target.atMost(2)));

        assertThat(report.holds()).isFalse();
        assertThat(report.missed()).containsExactly("time");
        assertThat(report.markdown()).endsWith("\nMissed: time.\n");
        assertThat(of().markdown()).endsWith("\nEvery target holds.\n");
    }

    @Test
    void its_table_lines_up_and_says_where_it_was_measured() {
        Report report = of(
                Figure.against("speed", "1/s", 12_345, 20_000, Target.atLeast(0.5)),
                Figure.absolute("restart", "assets/s", 1_000, Target.atLeast(200_000)));

        assertThat(report.markdown())
                .contains("On 2 cores, 24 000 MiB memory, JVM 17, Linux.")
                .contains(
                        """
                        **What is measured** (12 s)

                        | figure  | unit     | measured | baseline | ratio | target    | holds |
                        | ------- | -------- | -------- | -------- | ----- | --------- | ----- |
                        | speed   | 1/s      |   12 345 |   20 000 |  0.62 | ≥ 0.50    | yes   |
                        | restart | assets/s |    1 000 |          |       | ≥ 200 000 | NO    |
                        """);
    }
}
