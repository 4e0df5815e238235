package io.headwater.lineage.facet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a statement changes in its scope.
 *
 * @param outdated whether it is older than the one in force, and so changes nothing
 * @param write facets that are new or differ, by URN
 * @param end URNs whose facet of this scope goes
 * @param confirmed URNs said again as they were
 */
public record Changes(
        boolean outdated, SortedMap<String, Facet> write, SortedSet<String> end, SortedSet<String> confirmed) {

    /**
     * Compares what is on record for a scope with what a statement says. What was said later than the statement stays.
     *
     * @param inForce source time of the whole statement in force for the scope
     * @param known facets of the scope on record, by URN
     */
    public static Changes between(Optional<Instant> inForce, Map<String, Known> known, Statement statement) {
        SortedMap<String, Facet> write = new TreeMap<>();
        SortedSet<String> end = new TreeSet<>();
        SortedSet<String> confirmed = new TreeSet<>();
        if (inForce.isPresent() && inForce.get().isAfter(statement.observedAt())) {
            return new Changes(true, write, end, confirmed);
        }
        statement.facets().forEach((urn, facet) -> {
            Known before = known.get(urn);
            if (before == null) {
                write.put(urn, facet);
            } else if (!saidLater(before, statement)) {
                if (before.fingerprint().equals(facet.fingerprint())) {
                    confirmed.add(urn);
                } else {
                    write.put(urn, facet);
                }
            }
        });
        candidatesToEnd(known, statement).stream()
                .filter(urn -> known.containsKey(urn) && !saidLater(known.get(urn), statement))
                .forEach(end::add);
        return new Changes(false, write, end, confirmed);
    }

    /** Nothing to write, nothing to end. */
    public boolean none() {
        return write.isEmpty() && end.isEmpty();
    }

    /** URNs of the assets that differ after this. */
    public SortedSet<String> touched() {
        SortedSet<String> urns = new TreeSet<>(write.keySet());
        urns.addAll(end);
        return urns;
    }

    /** The same in steps of at most n assets each, in URN order. */
    public List<Changes> inChunksOf(int n) {
        List<Changes> chunks = new ArrayList<>();
        List<String> urns = List.copyOf(touched());
        for (int from = 0; from < urns.size(); from += n) {
            List<String> some = urns.subList(from, Math.min(urns.size(), from + n));
            SortedMap<String, Facet> writes = new TreeMap<>();
            SortedSet<String> ends = new TreeSet<>();
            some.forEach(urn -> {
                if (end.contains(urn)) {
                    ends.add(urn);
                } else {
                    writes.put(urn, write.get(urn));
                }
            });
            chunks.add(new Changes(false, writes, ends, new TreeSet<>()));
        }
        return chunks;
    }

    /**
     * The touched assets as they are after this, in URN order; those without a facet have ended.
     *
     * @param before the touched assets on record, every scope's facets, by URN; absent: unknown so far
     */
    public List<AssetFacets> applyTo(Map<String, AssetFacets> before, Scope scope, Instant observedAt) {
        List<AssetFacets> after = new ArrayList<>();
        for (String urn : touched()) {
            AssetFacets asset = before.getOrDefault(urn, AssetFacets.none(urn));
            Facet facet = write.get(urn);
            after.add(
                    facet == null
                            ? asset.without(scope.text())
                            : asset.with(new ScopedFacet(scope.text(), observedAt, facet)));
        }
        return after;
    }

    private static Collection<String> candidatesToEnd(Map<String, Known> known, Statement statement) {
        SortedSet<String> candidates = new TreeSet<>(statement.ended());
        if (statement.whole()) {
            candidates.addAll(known.keySet());
        }
        candidates.removeAll(statement.facets().keySet());
        return candidates;
    }

    private static boolean saidLater(Known known, Statement statement) {
        return known.observedAt().isAfter(statement.observedAt());
    }
}
