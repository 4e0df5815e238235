package io.headwater.incident.triage;

import io.headwater.incident.incident.AffectedAsset;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.lineage.Columns;
import io.headwater.incident.lineage.Impact;
import io.headwater.incident.status.Touch;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What the last look at some incidents showed, so that what has not changed since is not walked, read and hashed again. In
 * memory only: an incident that is not remembered is looked at, which costs time and changes nothing.
 */
final class LastLooks {
    private static final int MOST = 64;
    /** Of all that is remembered together: an affected asset with its path takes some 500 bytes. */
    private static final int MOST_ASSETS = 40_000;

    private static final int MOST_UNSEEN = 10_000;

    /**
     * What lies downstream of what is broken.
     *
     * @param broken by URN
     * @param digest of the assets' words; {@code dashboards} those of the dashboards
     */
    record Reach(
            Map<String, Columns> broken,
            Optional<String> cause,
            Impact impact,
            List<AffectedAsset> assets,
            String digest,
            String dashboards) {
        boolean isOf(Map<String, Columns> otherBroken, Optional<String> otherCause) {
            return broken.equals(otherBroken) && cause.equals(otherCause);
        }
    }

    /** A look, and what it depended on. */
    record Look(
            Incident incident,
            long lineage,
            long views,
            Reach reach,
            int viewerCount,
            SortedMap<String, Touch> touches) {}

    /** The one that was asked for longest ago comes first. */
    private final Map<String, Look> looks = new LinkedHashMap<>(64, 0.75f, true);

    private int assets;

    private final Set<String> unseen = new HashSet<>();
    private long views;

    /** A view of the asset came: who saw what is to be looked at again. */
    void viewed(String asset) {
        views++;
        unseen.remove(asset);
    }

    /** The asset has no view at all. */
    void neverViewed(String asset) {
        if (unseen.size() >= MOST_UNSEEN) {
            unseen.clear();
        }
        unseen.add(asset);
    }

    /** Whether it is known that the asset has no view; where not, it may have none all the same. */
    boolean isUnseen(String asset) {
        return unseen.contains(asset);
    }

    /** The last look at the incident. */
    Optional<Look> last(String incident) {
        return Optional.ofNullable(looks.get(incident));
    }

    /** Whether another look would show the same. */
    boolean holds(Look look, Incident now, long lineage) {
        return look.lineage() == lineage && look.views() == views && same(look.incident(), now);
    }

    void keep(Incident incident, long lineage, Reach reach, int viewerCount, SortedMap<String, Touch> touches) {
        forget(incident.id());
        if (reach.impact().assetCount() > MOST_ASSETS) {
            return;
        }
        looks.put(incident.id(), new Look(incident, lineage, views, reach, viewerCount, touches));
        assets += reach.impact().assetCount();
        while (looks.size() > MOST || assets > MOST_ASSETS) {
            forget(looks.keySet().iterator().next());
        }
    }

    /** What it touches was changed without a look at it. */
    void forget(String incident) {
        Look look = looks.remove(incident);
        assets -= look == null ? 0 : look.reach().impact().assetCount();
    }

    private static boolean same(Incident then, Incident now) {
        return then.isOpen() == now.isOpen()
                && then.rootCauses().equals(now.rootCauses())
                && then.declaredAssets().equals(now.declaredAssets())
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
