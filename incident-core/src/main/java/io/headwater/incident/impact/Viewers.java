package io.headwater.incident.impact;

import io.headwater.incident.incident.AffectedViewer;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Joins who looked at affected assets with what was wrong with the incident's checks then. */
public final class Viewers {
    /** Views of one asset in {@code [from, until)}; no end where it is still broken. */
    @FunctionalInterface
    public interface ViewLog {
        List<AssetView> of(String urn, BrokenInterval interval);
    }

    private Viewers() {}

    /**
     * By viewer, then asset: one entry for each pair.
     *
     * @param broken when the data was wrong, in order
     */
    public static List<AffectedViewer> of(
            Incident incident, List<String> affected, List<BrokenInterval> broken, ViewLog log) {
        Map<String, Map<String, List<AssetView>>> views = new TreeMap<>();
        for (String urn : affected) {
            for (BrokenInterval interval : broken) {
                for (AssetView view : log.of(urn, interval)) {
                    views.computeIfAbsent(view.viewer(), unused -> new TreeMap<>())
                            .computeIfAbsent(urn, unused -> new ArrayList<>())
                            .add(view);
                }
            }
        }
        List<AffectedViewer> viewers = new ArrayList<>();
        views.forEach(
                (viewer, byAsset) -> byAsset.forEach((urn, seen) -> viewers.add(join(incident, viewer, urn, seen))));
        return viewers;
    }

    private static AffectedViewer join(Incident incident, String viewer, String urn, List<AssetView> views) {
        Instant first = views.get(0).viewedAt();
        Instant last = views.get(views.size() - 1).viewedAt();
        List<String> failing = incident.alerts().values().stream()
                .filter(alert -> alert.status() != OutcomeStatus.SKIPPED && failedWithin(alert, first, last))
                .map(alert -> alert.id().toString())
                .limit(20)
                .toList();
        return new AffectedViewer(
                viewer, urn, views.stream().mapToInt(AssetView::views).sum(), first, last, failing);
    }

    /** Whether the check was, or later turned out to have been, bad between the first and the last look. */
    private static boolean failedWithin(IncidentAlert alert, Instant first, Instant last) {
        Instant from = alert.lastPassedAt().or(alert::anomalySince).orElse(alert.firstFailedAt());
        return !from.isAfter(last)
                && alert.clearedAt().filter(cleared -> !cleared.isAfter(first)).isEmpty();
    }
}
