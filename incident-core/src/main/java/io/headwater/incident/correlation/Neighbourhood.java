package io.headwater.incident.correlation;

import io.headwater.incident.lineage.LineageGraph;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which open incidents could have to do with new failures: those that share an upstream with them within
 * {@code maxHops}, nearest first. One per workspace, beside its graph, whose changes it follows; an index by asset, so
 * that asking does not grow with the number of open incidents. Its answers depend on the incidents in it and the graph
 * as it is, never on the order in which either came about.
 */
public final class Neighbourhood {
    /** An incident that fails {@code hops} below an asset. Nearest first, then the one that failed last. */
    private record Entry(int hops, Instant lastFailedAt, String incident) implements Comparable<Entry> {
        private static final Comparator<Entry> ORDER = Comparator.comparingInt(Entry::hops)
                .thenComparing(Entry::lastFailedAt, Comparator.reverseOrder())
                .thenComparing(Entry::incident);

        @Override
        public int compareTo(Entry other) {
            return ORDER.compare(this, other);
        }
    }

    private static final long STEP_SECONDS = 300;

    /** @param lastFailedAt to five minutes: a run's thousand repeats do not index their incident a thousand times */
    private record Place(List<String> failingAssets, Instant lastFailedAt) {}

    private final LineageGraph graph;
    private final CorrelationPolicy policy;
    private final Map<String, Place> places = new HashMap<>();
    /** By incident: what it is indexed under. */
    private final Map<String, Map<String, Entry>> indexed = new HashMap<>();

    private final Map<String, NavigableSet<Entry>> below = new HashMap<>();
    /** Incidents whose upstreams have changed since they were indexed. */
    private final Set<String> stale = new TreeSet<>();

    public Neighbourhood(LineageGraph graph, CorrelationPolicy policy) {
        this.graph = graph;
        this.policy = policy;
        graph.onRewired(urn -> below.getOrDefault(urn, new TreeSet<>()).forEach(entry -> stale.add(entry.incident())));
    }

    /**
     * The incident is open and holds failures on these assets, the latest at {@code lastFailedAt} (source time);
     * replaces what was said of it before.
     */
    public void put(String incident, Collection<String> failingAssets, Instant lastFailedAt) {
        Place place = new Place(failingAssets.stream().distinct().sorted().toList(), toFiveMinutes(lastFailedAt));
        if (place.equals(places.get(incident))) {
            return;
        }
        remove(incident);
        places.put(incident, place);
        index(incident);
    }

    private static Instant toFiveMinutes(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), STEP_SECONDS) * STEP_SECONDS);
    }

    /** The incident takes no new failures any more. */
    public void remove(String incident) {
        unindex(incident);
        places.remove(incident);
        stale.remove(incident);
    }

    /** Incidents near the failures, nearest first, at most {@code maxStories}. */
    public List<String> near(List<Failure> batch) {
        refresh();
        Set<String> assets = new TreeSet<>();
        batch.forEach(failure -> assets.addAll(failure.assets()));
        Map<String, Integer> hopsUp = new TreeMap<>();
        for (String asset : assets) {
            Upstreams.of(asset, graph, policy).forEach((urn, hops) -> hopsUp.merge(urn, hops, Math::min));
        }
        Map<String, Entry> nearest = new TreeMap<>();
        hopsUp.forEach((urn, hops) -> below.getOrDefault(urn, new TreeSet<>()).stream()
                .limit(policy.maxStories())
                .map(entry -> new Entry(hops + entry.hops(), entry.lastFailedAt(), entry.incident()))
                .forEach(entry -> nearest.merge(entry.incident(), entry, (a, b) -> a.compareTo(b) <= 0 ? a : b)));
        return nearest.values().stream()
                .sorted()
                .limit(policy.maxStories())
                .map(Entry::incident)
                .toList();
    }

    private void refresh() {
        for (String incident : new ArrayList<>(stale)) {
            unindex(incident);
            index(incident);
        }
        stale.clear();
    }

    private void index(String incident) {
        Place place = places.get(incident);
        Map<String, Entry> entries = new TreeMap<>();
        for (String asset : place.failingAssets()) {
            Upstreams.of(asset, graph, policy)
                    .forEach((urn, hops) -> entries.merge(
                            urn,
                            new Entry(hops, place.lastFailedAt(), incident),
                            (a, b) -> a.hops() <= b.hops() ? a : b));
        }
        entries.forEach((urn, entry) ->
                below.computeIfAbsent(urn, unused -> new TreeSet<>()).add(entry));
        indexed.put(incident, entries);
    }

    private void unindex(String incident) {
        Map<String, Entry> entries = indexed.remove(incident);
        if (entries == null) {
            return;
        }
        entries.forEach((urn, entry) -> {
            NavigableSet<Entry> at = below.get(urn);
            at.remove(entry);
            if (at.isEmpty()) {
                below.remove(urn);
            }
        });
    }
}
