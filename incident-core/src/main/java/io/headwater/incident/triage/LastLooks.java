package io.headwater.incident.triage;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.lineage.Impact;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the last look at some incidents showed, so that a failure which merely repeats is not walked downstream again. In memory
 * only: an incident that is not remembered is looked at, which costs time and changes nothing.
 */
final class LastLooks {
    private static final int MOST = 64;
    /** Of larger ones the walk is not what is felt, but the memory is. */
    private static final int MOST_ASSETS = 500;

    /** A look, and what it depended on besides the incident. */
    record Look(Incident incident, long lineage, long views, Impact impact, int viewerCount) {}

    private final Map<String, Look> looks = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Look> eldest) {
            return size() > MOST;
        }
    };

    private long views;

    /** A view came: who saw what is to be looked at again. */
    void viewed() {
        views++;
    }

    /** The last look at the incident, where another would show the same. */
    Optional<Look> still(Incident now, long lineage) {
        return Optional.ofNullable(looks.get(now.id()))
                .filter(look -> look.lineage() == lineage && look.views() == views && same(look.incident(), now));
    }

    void keep(Incident incident, long lineage, Impact impact, int viewerCount) {
        if (impact.assetCount() <= MOST_ASSETS) {
            looks.put(incident.id(), new Look(incident, lineage, views, impact, viewerCount));
        } else {
            looks.remove(incident.id());
        }
    }

    /** What it touches was changed without a look at it. */
    void forget(String incident) {
        looks.remove(incident);
    }

    private static boolean same(Incident then, Incident now) {
        return then.isOpen() == now.isOpen()
                && then.rootCauses().equals(now.rootCauses())
                && then.declaredBy().equals(now.declaredBy())
                && then.resolvedAt().equals(now.resolvedAt())
                && then.openedAt().equals(now.openedAt())
                && sameAlerts(then.alerts(), now.alerts());
    }

    private static boolean sameAlerts(Map<?, IncidentAlert> then, Map<?, IncidentAlert> now) {
        if (then.size() != now.size()) {
            return false;
        }
        Iterator<IncidentAlert> others = now.values().iterator();
        return then.values().stream().allMatch(alert -> alert.sameTrouble(others.next()));
    }
}
