package io.headwater.incident.projection;

import static io.headwater.incident.projection.IncidentStory.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.projection.IncidentMetrics.Sample;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentMetricsTest {

    @Test
    void times_are_mean_and_median_over_those_it_happened_to() {
        IncidentMetrics metrics = metrics(
                sample("P1", 60L, 600L, 4, 1),
                sample("P2", 120L, null, 1, 0),
                sample("P2", 1_020L, 1_200L, 7, 2),
                sample("P3", null, 300L, 0, 0));

        assertThat(metrics.incidentCount()).isEqualTo(4);
        assertThat(metrics.byPriority()).hasToString("{P1=1, P2=2, P3=1}");
        assertThat(metrics.mtta()).isEqualTo(new IncidentMetrics.Span(3, 400.0, 120.0));
        assertThat(metrics.mttr()).isEqualTo(new IncidentMetrics.Span(3, 700.0, 600.0));
        assertThat(metrics.alertsPerIncident()).isEqualTo(3.0);
        assertThat(metrics.alertsPerPage()).isEqualTo(4.0);
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(IncidentMetrics.Span.of(List.of(9_000L, 1_000L, 2_000L, 4_001L))
                        .medianSeconds())
                .isEqualTo(3.001);
    }

    @Test
    void nothing_has_no_mean_and_no_ratio() {
        IncidentMetrics metrics = metrics();

        assertThat(metrics.mtta()).isEqualTo(new IncidentMetrics.Span(0, null, null));
        assertThat(metrics.alertsPerIncident()).isNull();
        assertThat(metrics.alertsPerPage()).isNull();
    }

    @Test
    void nobody_answers_before_the_question() {
        assertThat(metrics(sample("P1", -5L, null, 1, 1)).mtta().meanSeconds()).isZero();
    }

    private static IncidentMetrics metrics(Sample... samples) {
        return IncidentMetrics.of(START, START.plusSeconds(86_400), List.of(samples), List.of());
    }

    private static Sample sample(String priority, Long acknowledged, Long resolved, long alerts, long pages) {
        return new Sample(priority, START, after(acknowledged), after(resolved), alerts, pages);
    }

    private static Instant after(Long seconds) {
        return seconds == null ? null : START.plusSeconds(seconds);
    }
}
