package io.headwater.incident.triage;

import io.headwater.incident.impact.AssetView;
import io.headwater.incident.impact.BrokenInterval;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Incidents of which something has recovered. No status speaks of that any more, but who saw it while it was broken may be
 * heard of later: BI tools export their usage once a day.
 */
final class Recovered {
    /** Views that come later than that after an incident's end change nothing. */
    static final Duration AWAITED = Duration.ofDays(7);

    private final TriageState state;

    Recovered(TriageState state) {
        this.state = state;
    }

    /** Something of it is clear. */
    void note(String incident) {
        String key = Keys.of(Keys.RECOVERED, incident);
        if (state.index().get(key).isEmpty()) {
            state.index().put(key, "");
        }
    }

    void forget(String incident) {
        state.index().remove(Keys.of(Keys.RECOVERED, incident));
    }

    /** Those in which the asset was broken, or lay downstream of what was, when it was looked at. */
    Set<String> seenBy(AssetView view, String asset) {
        Set<String> seen = new TreeSet<>();
        String prefix = Keys.prefix(Keys.RECOVERED);
        for (Rows.Row<String> row : state.index().startingWith(prefix)) {
            state.incidents()
                    .get(Keys.rest(row.key(), prefix))
                    .filter(incident -> wasBroken(incident, view) && reached(incident, asset))
                    .ifPresent(incident -> seen.add(incident.id()));
        }
        return seen;
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
