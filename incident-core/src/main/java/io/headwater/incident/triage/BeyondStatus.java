package io.headwater.incident.triage;

import io.headwater.incident.impact.AssetView;
import io.headwater.incident.impact.BrokenInterval;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Incidents that affect what no status speaks of: what has recovered, of which may be heard later who saw it while it was
 * broken, since BI tools export their usage once a day; what lies below a warning, or below what a person declared to be
 * broken. Kept in the index, and in memory as read from there.
 */
final class BeyondStatus {
    /** Views that come later than that after an incident's end change nothing. */
    static final Duration AWAITED = Duration.ofDays(7);

    private final TriageState state;
    private Map<String, Span> read;

    BeyondStatus(TriageState state) {
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

    /** It affects more than the statuses say. */
    static boolean isOf(Incident incident) {
        return !incident.declaredAssets().isEmpty()
                || incident.alerts().values().stream()
                        .anyMatch(alert -> alert.evidence()
                                && (alert.clearedAt().isPresent() || alert.status() == OutcomeStatus.WARNED));
    }

    /** Those in which something is broken still, by id; a person may have resolved them. */
    List<String> broken() {
        return known().entrySet().stream()
                .filter(entry -> entry.getValue().until() == Long.MAX_VALUE)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Something of it is clear, or never was down. */
    void note(Incident incident) {
        Span span = Span.of(incident);
        if (!span.equals(known().put(incident.id(), span))) {
            state.index().put(Keys.of(Keys.BEYOND_STATUS, incident.id()), span.toString());
        }
    }

    void forget(String incident) {
        known().remove(incident);
        state.index().remove(Keys.of(Keys.BEYOND_STATUS, incident));
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
            String prefix = Keys.prefix(Keys.BEYOND_STATUS);
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
                .collect(Collectors.toCollection(HashSet::new));
        broken.addAll(incident.declaredAssets());
        boolean[] below = new boolean[1];
        state.graph().visitUpstream(Set.of(asset), Integer.MAX_VALUE, (urn, hops) -> {
            below[0] = broken.contains(urn);
            return !below[0];
        });
        return below[0];
    }
}
