package io.headwater.incident.projection;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How a workspace fared with the incidents opened in [from, to), UTC; merged ones count as their survivor. Times as
 * PagerDuty defines them (support.pagerduty.com, Insights): to acknowledge, from the trigger to the first
 * acknowledgement; to resolve, from the trigger to the last resolution. An incident that was never acknowledged, or is
 * not resolved, is left out of the respective time, as it is there.
 *
 * @param byPriority number of incidents; priorities without any are left out
 * @param mtta time to acknowledge
 * @param mttr time to resolve
 * @param alertCount alerts of these incidents: distinct (check, run) that were FAILED, WARNED or ERRORED
 * @param pageCount notifications about them that called for somebody (announced, raised, reopened, repeated, handed to a
 *     fallback) and went out; edits and updates call nobody
 * @param alertsPerIncident how much noise correlation takes away; null without incidents
 * @param alertsPerPage how many alerts it took to call somebody once; null where nobody was called
 * @param noisiestChecks most alerts first, at most ten
 */
public record IncidentMetrics(
        Instant from,
        Instant to,
        int incidentCount,
        Map<String, Integer> byPriority,
        Span mtta,
        Span mttr,
        long alertCount,
        long pageCount,
        Double alertsPerIncident,
        Double alertsPerPage,
        List<NoisyCheck> noisiestChecks) {

    /** How long something took, in seconds; mean and median are null where it never happened. */
    public record Span(int count, Double meanSeconds, Double medianSeconds) {

        static Span of(Collection<Long> millis) {
            if (millis.isEmpty()) {
                return new Span(0, null, null);
            }
            List<Long> sorted = millis.stream().sorted().toList();
            int middle = sorted.size() / 2;
            double median = sorted.size() % 2 == 1
                    ? sorted.get(middle)
                    : (sorted.get(middle - 1) + (double) sorted.get(middle)) / 2;
            double mean = sorted.stream().mapToLong(Long::longValue).average().orElseThrow();
            return new Span(sorted.size(), seconds(mean), seconds(median));
        }

        private static Double seconds(double millis) {
            return Math.round(millis) / 1000.0;
        }
    }

    /** A check and how often it spoke: `alertCount` in `incidentCount` incidents. */
    public record NoisyCheck(String source, String check, String checkName, long alertCount, long incidentCount) {}

    /**
     * One incident as it counts.
     *
     * @param acknowledgedAt the first time; null: never
     * @param resolvedAt null: it is not
     */
    record Sample(
            String priority, Instant openedAt, Instant acknowledgedAt, Instant resolvedAt, long alerts, long pages) {

        private Optional<Long> until(Instant end) {
            // Source and arrival clocks may differ by a little: nobody answers before the question.
            return Optional.ofNullable(end).map(at -> Math.max(0, at.toEpochMilli() - openedAt.toEpochMilli()));
        }
    }

    static IncidentMetrics of(Instant from, Instant to, List<Sample> samples, List<NoisyCheck> noisiest) {
        Map<String, Integer> byPriority = new TreeMap<>();
        samples.forEach(sample -> byPriority.merge(sample.priority(), 1, Integer::sum));
        long alerts = samples.stream().mapToLong(Sample::alerts).sum();
        long pages = samples.stream().mapToLong(Sample::pages).sum();
        return new IncidentMetrics(
                from,
                to,
                samples.size(),
                byPriority,
                span(samples, sample -> sample.until(sample.acknowledgedAt())),
                span(samples, sample -> sample.until(sample.resolvedAt())),
                alerts,
                pages,
                ratio(alerts, samples.size()),
                ratio(alerts, pages),
                noisiest);
    }

    private static Span span(List<Sample> samples, Function<Sample, Optional<Long>> time) {
        return Span.of(samples.stream().map(time).flatMap(Optional::stream).toList());
    }

    /** Two decimals; null for nothing. */
    private static Double ratio(long many, long few) {
        return few == 0 ? null : Math.round(100.0 * many / few) / 100.0;
    }
}
