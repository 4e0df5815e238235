package io.headwater.incident.triage;

import io.headwater.incident.impact.AssetView;
import io.headwater.incident.impact.BrokenInterval;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Incidents of which something has recovered. No status speaks of that any more, but who saw it while it was broken may be
 * heard of later: BI tools export their usage once a day. Kept in the index, and in memory as read from there.
 */
final class Recovered {
    /** Views that come later than that after an incident's end change nothing. */
    static final Duration AWAITED = Duration.ofDays(7);

    private final TriageState state;
    private Map<String, Span> read;

    Recovered(TriageState state) {
        this.state = state;
    }

    /** From the first moment that something was broken to the last, ms UTC; so that few incidents are looked at closely. */
    private record Span(long from, long until) {
        static Span of(Incident incident) {
            List<BrokenInterval> broken = BrokenInterval.all(incident);
            return new Span(
                    broken.get(0).from().toEpochMilli(),
                    broken.get(broken.size() - 1)
                            .until()
                            .map(until -> until.toEpochMilli())
                            .orElse(Long.MAX_VALUE));
        }

        static Span parse(String row) {
            int blank = row.indexOf(' ');
            return new Span(Long.parseLong(row.substring(0, blank)), Long.parseLong(row.substring(blank + 1)));
        }

        boolean holds(AssetView view) {
            long at = view.viewedAt().toEpochMilli();
            return from <= at && at < until;
        }

        @Override
        public String toString() {
            return from + " " + until;
        }
    }

    /** Something of it is clear. */
    void note(Incident incident) {
        Span span = Span.of(incident);
        if (!span.equals(known().put(incident.id(), span))) {
            state.index().put(Keys.of(Keys.RECOVERED, incident.id()), span.toString());
        }
    }

    void forget(String incident) {
        known().remove(incident);
        state.index().remove(Keys.of(Keys.RECOVERED, incident));
    }

    /** Those in which the asset was broken, or lay downstream of what was, when it was looked at. */
    Set<String> seenBy(AssetView view, String asset) {
        Set<String> seen = new TreeSet<>();
        known().forEach((id, span) -> {
            if (span.holds(view)) {
                Optional<Incident> incident = state.incidents().get(id);
                incident.filter(it -> wasBroken(it, view) && reached(it, asset)).ifPresent(it -> seen.add(id));
            }
        });
        return seen;
    }

    private Map<String, Span> known() {
        if (read == null) {
            String prefix = Keys.prefix(Keys.RECOVERED);
            read = state.index().startingWith(prefix).stream()
                    .collect(Collectors.toMap(
                            row -> Keys.rest(row.key(), prefix),
                            row -> Span.parse(row.value()),
                            (a, b) -> b,
                            TreeMap::new));
        }
        return read;
    }

    private static boolean wasBroken(Incident incident, AssetView view) {
        return BrokenInterval.all(incident).stream()
                .anyMatch(interval -> !view.viewedAt().isBefore(interval.from())
                        && interval.until()
                                .filter(until -> !view.viewedAt().isBefore(until))
                                .isEmpty());
    }

    private boolean reached(Incident incident, String asset) {
        Set<String> broken = incident.alerts().values().stream()
                .filter(IncidentAlert::evidence)
                .flatMap(alert -> alert.assets().stream())
                .collect(Collectors.toSet());
        boolean[] below = new boolean[1];
        state.graph().visitUpstream(Set.of(asset), Integer.MAX_VALUE, (urn, hops) -> {
            below[0] = broken.contains(urn);
            return !below[0];
        });
        return below[0];
    }
}
