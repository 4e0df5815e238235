package io.headwater.incident.status;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.lineage.Columns;
import io.headwater.incident.lineage.LineageGraph;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How an incident touches assets now: down where a check of theirs FAILED, degraded where one WARNED or ERRORED and
 * downstream of what is down (design, section 6). An incident that is not open touches nothing.
 */
public final class Touches {
    private Touches() {}

    /** By URN. */
    public static SortedMap<String, Touch> of(Incident incident, LineageGraph graph) {
        SortedMap<String, Touch> touches = new TreeMap<>();
        if (!incident.isOpen()) {
            return touches;
        }
        SortedMap<String, Columns> down = new TreeMap<>();
        SortedMap<String, SortedSet<String>> own = new TreeMap<>();
        for (IncidentAlert alert : incident.active()) {
            for (String urn : alert.assets()) {
                own.computeIfAbsent(urn, unused -> new TreeSet<>())
                        .add(alert.id().toString());
                if (isDown(alert)) {
                    down.merge(urn, alert.broken(), Columns::and);
                }
            }
        }
        graph.visitDownstream(down, Integer.MAX_VALUE, (urn, hops) -> {
            touches.put(urn, new Touch(Health.DEGRADED, List.of()));
            return true;
        });
        own.forEach((urn, checks) -> touches.put(
                urn,
                new Touch(
                        down.containsKey(urn) ? Health.DOWN : Health.DEGRADED,
                        checks.stream().limit(AssetStatus.MAX_CHECKS).toList())));
        return touches;
    }

    private static boolean isDown(IncidentAlert alert) {
        return alert.isFailing();
    }
}
