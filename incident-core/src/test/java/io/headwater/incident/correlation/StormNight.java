package io.headwater.incident.correlation;

import io.headwater.incident.correlation.PassingChecks.Passing;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Plays a storm minute by minute: what each check says when, and which batches of new failures come of it. */
final class StormNight {
    private static final Instant MIDNIGHT = Warehouse.at("00:00");
    private static final int MINUTES = 14 * 60;
    private static final int MONITOR_EVERY = 30;

    private final Storm storm;
    private final Map<CheckId, Passing> lastPass = new HashMap<>();
    private final Map<String, Map<CheckId, Passing>> passing = new HashMap<>();
    /** First failures, in the order in which they came; value: the causes the check saw then. */
    final Map<Failure, Set<Integer>> truth = new LinkedHashMap<>();

    final Shift shift;

    StormNight(Storm storm, CorrelationPolicy policy) {
        this.storm = storm;
        this.shift = new Shift(
                storm.graph,
                urn -> List.copyOf(passing.getOrDefault(urn, Map.of()).values()),
                policy);
    }

    void play() {
        for (int minute = 0; minute < MINUTES; minute++) {
            if (minute % storm.runEvery == 20) {
                run(minute);
            }
            if (minute % MONITOR_EVERY == 7) {
                monitors(minute);
            }
        }
    }

    /** One dbt job: assets in layers, one every few seconds; outcomes placed together when it is done. */
    private void run(int minute) {
        List<Failure> batch = new ArrayList<>();
        Set<Integer> stopped = new HashSet<>();
        Map<Integer, List<Storm.Watch>> byAsset = new TreeMap<>();
        storm.watches.stream()
                .filter(watch -> watch.kind() != CheckKind.MONITOR)
                .forEach(watch -> byAsset.computeIfAbsent(watch.asset(), unused -> new ArrayList<>())
                        .add(watch));
        byAsset.forEach((asset, watches) -> {
            boolean skipped = storm.upstreams.get(asset).stream().anyMatch(stopped::contains);
            for (int i = 0; i < watches.size() && !skipped; i++) {
                Instant at = MIDNIGHT.plusSeconds(60L * minute + 4L * asset + i);
                boolean failed = evaluate(watches.get(i), minute, at, true, batch);
                boolean stops = watches.get(i).kind() == CheckKind.BUILD
                        || storm.skips && watches.get(i).kind() == CheckKind.DATA_TEST;
                skipped = failed && watches.get(i).kind() == CheckKind.BUILD;
                if (failed && stops) {
                    stopped.add(asset);
                }
            }
            if (storm.upstreams.get(asset).stream().anyMatch(stopped::contains)) {
                stopped.add(asset);
            }
        });
        place(batch);
    }

    private void monitors(int minute) {
        for (Storm.Watch watch : storm.watches) {
            if (watch.kind() == CheckKind.MONITOR) {
                List<Failure> batch = new ArrayList<>();
                evaluate(watch, minute, MIDNIGHT.plusSeconds(60L * minute + watch.asset()), false, batch);
                place(batch);
            }
        }
    }

    private boolean evaluate(Storm.Watch watch, int minute, Instant at, boolean tellsPasses, List<Failure> batch) {
        Set<Integer> seen = new HashSet<>();
        for (int cause : storm.sees.getOrDefault(watch.id(), Set.of())) {
            Storm.Cause begun = storm.causes.get(cause);
            // Trouble further down shows once a run has carried it there.
            int reaches = watch.asset() == begun.asset() || watch.kind() != CheckKind.MONITOR
                    ? begun.minute()
                    : nextRun(begun.minute()) + 10;
            if (reaches <= minute) {
                seen.add(cause);
            }
        }
        boolean noisy = storm.noise.getOrDefault(watch.id(), Integer.MAX_VALUE) <= minute;
        String urn = storm.urn(watch.asset());
        if (seen.isEmpty() && !noisy) {
            if (tellsPasses) {
                Passing pass = new Passing(watch.id(), watch.kind(), at);
                lastPass.put(watch.id(), pass);
                passing.computeIfAbsent(urn, unused -> new TreeMap<>()).put(watch.id(), pass);
            }
            return false;
        }
        passing.getOrDefault(urn, new TreeMap<>()).remove(watch.id());
        boolean first =
                truth.keySet().stream().noneMatch(failure -> failure.check().equals(watch.id()));
        if (first) {
            Optional<Instant> passed =
                    Optional.ofNullable(lastPass.get(watch.id())).map(Passing::passedAt);
            Failure failure = new Failure(watch.id(), watch.kind(), List.of(urn), at, passed, Optional.empty());
            truth.put(failure, noisy ? Set.of() : seen);
            batch.add(failure);
        }
        return true;
    }

    private int nextRun(int minute) {
        return minute + Math.floorMod(20 - minute, storm.runEvery);
    }

    private void place(List<Failure> batch) {
        if (!batch.isEmpty()) {
            shift.place(batch);
        }
    }
}
