package io.headwater.lineage.facet;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one delivery says for its scope.
 *
 * @param observedAt source time, UTC, to the millisecond
 * @param facets by URN
 * @param ended URNs the scope no longer speaks of
 * @param whole whether what is not named is thereby ended
 */
public record Statement(Scope scope, Instant observedAt, Map<String, Facet> facets, Set<String> ended, boolean whole) {

    public Statement {
        // Events and rows keep milliseconds: what is finer would look later than its own copy.
        observedAt = observedAt.truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        facets = java.util.Collections.unmodifiableMap(new TreeMap<>(facets));
        ended = java.util.Collections.unmodifiableSet(new TreeSet<>(ended));
    }

    /** A delivery that speaks for its scope wholly, as a manifest does. */
    public static Statement whole(Scope scope, Instant observedAt, Collection<Facet> facets) {
        return new Statement(scope, observedAt, byUrn(facets), Set.of(), true);
    }

    /** A delivery that speaks of some assets of its scope and leaves the others as they are. */
    public static Statement partial(Scope scope, Instant observedAt, Collection<Facet> facets, Set<String> ended) {
        return new Statement(scope, observedAt, byUrn(facets), ended, false);
    }

    /** The same, said for another scope. */
    public Statement in(Scope other) {
        return new Statement(other, observedAt, facets, ended, whole);
    }

    /** URNs of the relations that the scope builds itself. */
    public Set<String> built() {
        Set<String> built = new TreeSet<>();
        facets.forEach((urn, facet) -> {
            if (facet.type() == AssetType.MODEL
                    || facet.type() == AssetType.SEED
                    || facet.type() == AssetType.SNAPSHOT) {
                built.add(urn);
            }
        });
        return built;
    }

    private static Map<String, Facet> byUrn(Collection<Facet> facets) {
        Map<String, Facet> byUrn = new TreeMap<>();
        facets.forEach(facet -> byUrn.put(facet.urn(), facet));
        return byUrn;
    }
}
