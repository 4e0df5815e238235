package io.headwater.incident.triage;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.status.AssetStatus;
import io.headwater.incident.status.Health;
import io.headwater.incident.status.Touch;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps by asset which open incidents touch it, and tells its status when that changes. */
final class Statuses {
    private final Turn turn;

    Statuses(Turn turn) {
        this.turn = turn;
    }

    /** The incident touches these assets now, and none else; {@code last} is what it touched before, where that is known. */
    void touch(String incident, Optional<SortedMap<String, Touch>> last, SortedMap<String, Touch> touches) {
        if (last.filter(touches::equals).isPresent()) {
            return;
        }
        Rows<String> index = turn.state().index();
        String prefix = Keys.prefix(Keys.REACH, incident);
        Set<String> before = last.map(Map::keySet).orElseGet(() -> touchedBy(prefix));
        for (String urn : before) {
            if (!touches.containsKey(urn)) {
                index.remove(prefix + urn);
                change(urn, incident, Optional.empty());
            }
        }
        touches.forEach((urn, touch) -> {
            if (!before.contains(urn)) {
                index.put(prefix + urn, "");
            }
            change(urn, incident, Optional.of(touch));
        });
    }

    /** The incident's priority is another than before: all it touches bears it, or is rather another incident's. */
    void rejudged(String incident) {
        touchedBy(Keys.prefix(Keys.REACH, incident)).forEach(turn::unsettle);
    }

    private Set<String> touchedBy(String prefix) {
        Set<String> touched = new TreeSet<>();
        turn.state().index().startingWith(prefix).forEach(row -> touched.add(Keys.rest(row.key(), prefix)));
        return touched;
    }

    private void change(String urn, String incident, Optional<Touch> touch) {
        AssetRow row = turn.state().assets().get(urn).orElseGet(() -> AssetRow.of(urn));
        if (Optional.ofNullable(row.touches().get(incident)).equals(touch)) {
            return;
        }
        TreeMap<String, Touch> touches = new TreeMap<>(row.touches());
        touch.ifPresentOrElse(it -> touches.put(incident, it), () -> touches.remove(incident));
        turn.state().assets().put(urn, new AssetRow(urn, row.checks(), touches, row.published()));
        turn.unsettle(urn);
    }

    /** Tells the asset's status where it is another than was told last. */
    void tell(String urn) {
        AssetRow row = turn.state().assets().get(urn).orElseGet(() -> AssetRow.of(urn));
        AssetStatus now = status(row);
        boolean told = row.published().map(before -> same(before, now)).orElse(now.status() == Health.UP);
        if (!told) {
            turn.state().assets().put(urn, new AssetRow(urn, row.checks(), row.touches(), Optional.of(now)));
            turn.emit(new Output.StatusChanged(now));
        }
    }

    private AssetStatus status(AssetRow row) {
        Optional<Map.Entry<String, Touch>> gravest = row.touches().entrySet().stream()
                .min(Comparator.<Map.Entry<String, Touch>, Health>comparing(
                                entry -> entry.getValue().health(), Comparator.reverseOrder())
                        .thenComparing(entry -> turn.incident(entry.getKey()).priority())
                        .thenComparing(Map.Entry::getKey));
        Health health = gravest.map(entry -> entry.getValue().health()).orElse(Health.UP);
        List<String> failing = row.touches().values().stream()
                .flatMap(touch -> touch.failingChecks().stream())
                .distinct()
                .sorted()
                .limit(AssetStatus.MAX_CHECKS)
                .toList();
        return new AssetStatus(
                row.urn(),
                health,
                row.published()
                        .filter(before -> before.status() == health)
                        .map(AssetStatus::since)
                        .orElse(turn.at()),
                gravest.map(Map.Entry::getKey),
                gravest.map(entry -> turn.incident(entry.getKey())).map(Incident::priority),
                failing,
                turn.at());
    }

    private static boolean same(AssetStatus a, AssetStatus b) {
        return a.status() == b.status()
                && a.incident().equals(b.incident())
                && a.priority().equals(b.priority())
                && a.failingChecks().equals(b.failingChecks());
    }
}
