package io.headwater.lineage.facet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ChangesProperties {
    private static final List<String> URNS = List.of("table:a", "table:b", "table:c", "table:d");
    private static final List<Scope> SCOPES =
            List.of(new Scope("dbt", "shop", "db.prod"), new Scope("dbt", "shop", "db.dev"), Scope.ofNative("looker"));

    /** The intake's tables in memory: what stands, and what was written. */
    private static final class Ledger {
        private final Map<String, AssetFacets> assets = new TreeMap<>();
        private final Map<String, Instant> inForce = new HashMap<>();
        private final List<String> written = new ArrayList<>();

        void take(Statement statement) {
            String scope = statement.scope().text();
            Map<String, Known> known = new HashMap<>();
            assets.forEach((urn, asset) -> {
                ScopedFacet facet = asset.byScope().get(scope);
                if (facet != null) {
                    known.put(urn, new Known(facet.facet().fingerprint(), facet.observedAt()));
                }
            });
            Changes changes = Changes.between(Optional.ofNullable(inForce.get(scope)), known, statement);
            if (changes.outdated()) {
                return;
            }
            for (Changes chunk : changes.inChunksOf(2)) {
                for (AssetFacets asset : chunk.applyTo(assets, statement.scope(), statement.observedAt())) {
                    written.add(asset.urn());
                    if (asset.ended()) {
                        assets.remove(asset.urn());
                    } else {
                        assets.put(asset.urn(), asset);
                    }
                }
            }
            changes.confirmed()
                    .forEach(urn -> assets.computeIfPresent(urn, (u, asset) -> {
                        ScopedFacet facet = asset.byScope().get(scope);
                        return asset.with(new ScopedFacet(scope, statement.observedAt(), facet.facet()));
                    }));
            if (statement.whole()) {
                inForce.put(scope, statement.observedAt());
            }
        }

        /** What is said, without when. */
        Map<String, Map<String, Facet>> said() {
            Map<String, Map<String, Facet>> said = new TreeMap<>();
            assets.forEach((urn, asset) -> said.put(
                    urn,
                    asset.byScope().values().stream()
                            .collect(Collectors.toMap(ScopedFacet::scope, ScopedFacet::facet))));
            return said;
        }
    }

    @Property
    void the_newest_manifest_of_each_scope_wins_in_any_order_of_delivery(
            @ForAll("manifests") List<Statement> manifests) {
        // Two of one scope and instant have no order but that of arrival.
        List<Statement> distinct = new ArrayList<>(manifests.stream()
                .collect(Collectors.toMap(
                        s -> s.scope() + "@" + s.observedAt(), s -> s, (one, other) -> one, LinkedHashMap::new))
                .values());
        Ledger ledger = new Ledger();
        distinct.forEach(ledger::take);

        Map<String, Map<String, Facet>> expected = new TreeMap<>();
        for (Scope scope : SCOPES) {
            distinct.stream()
                    .filter(s -> s.scope().equals(scope))
                    .max(java.util.Comparator.comparing(Statement::observedAt))
                    .ifPresent(newest -> newest.facets()
                            .forEach((urn, facet) -> expected.computeIfAbsent(urn, u -> new HashMap<>())
                                    .put(scope.text(), facet)));
        }
        assertThat(ledger.said()).isEqualTo(expected);
    }

    @Property
    void a_delivery_that_comes_again_writes_nothing(@ForAll("manifests") List<Statement> manifests) {
        Ledger ledger = new Ledger();
        manifests.forEach(ledger::take);
        if (manifests.isEmpty()) {
            return;
        }
        Map<String, Map<String, Facet>> before = ledger.said();
        ledger.written.clear();

        ledger.take(manifests.get(manifests.size() - 1));

        assertThat(ledger.written).isEmpty();
        assertThat(ledger.said()).isEqualTo(before);
    }

    @Property
    void an_asset_ends_with_its_last_facet_and_no_sooner(@ForAll("manifests") List<Statement> manifests) {
        Ledger ledger = new Ledger();
        manifests.forEach(ledger::take);
        Instant later = Instant.EPOCH.plusSeconds(1_000);
        for (int i = 0; i < SCOPES.size(); i++) {
            ledger.take(Statement.whole(SCOPES.get(i), later, List.of()));
            Set<String> silenced =
                    SCOPES.subList(0, i + 1).stream().map(Scope::text).collect(Collectors.toSet());
            assertThat(ledger.assets.values())
                    .allSatisfy(asset ->
                            assertThat(asset.byScope().keySet()).isNotEmpty().doesNotContainAnyElementsOf(silenced));
        }
        assertThat(ledger.assets).isEmpty();
    }

    @Property
    void a_partial_statement_leaves_what_it_does_not_name(
            @ForAll("manifests") List<Statement> manifests, @ForAll("facets") List<Facet> some) {
        Ledger ledger = new Ledger();
        manifests.forEach(ledger::take);
        Map<String, Map<String, Facet>> before = ledger.said();
        Set<String> named = some.stream().map(Facet::urn).collect(Collectors.toSet());

        ledger.take(Statement.partial(SCOPES.get(2), Instant.EPOCH.plusSeconds(1_000), some, Set.of()));

        Map<String, Map<String, Facet>> after = ledger.said();
        before.keySet().stream().filter(urn -> !named.contains(urn)).forEach(urn -> assertThat(after.get(urn))
                .isEqualTo(before.get(urn)));
        assertThat(after.keySet()).containsAll(named);
    }

    @Property
    void equal_content_has_equal_fingerprints_and_other_content_others(
            @ForAll("facet") Facet one, @ForAll("facet") Facet other) {
        assertThat(one.fingerprint().equals(other.fingerprint())).isEqualTo(one.equals(other));
    }

    @Provide
    Arbitrary<List<Statement>> manifests() {
        return Combinators.combine(Arbitraries.of(SCOPES), Arbitraries.longs().between(0, 20), facets())
                .as((scope, at, facets) -> Statement.whole(scope, Instant.EPOCH.plusSeconds(at), facets))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<Facet>> facets() {
        return facet().list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<Facet> facet() {
        return Combinators.combine(
                        Arbitraries.of(URNS),
                        Arbitraries.of("one", "two"),
                        Arbitraries.of("x", "y", "xy").list().ofMaxSize(2),
                        Arbitraries.of(URNS).list().ofMaxSize(2))
                .as((urn, name, tags, upstreams) -> new Facet.Builder(urn, AssetType.MODEL, name)
                        .tags(tags)
                        .upstreams(upstreams.stream().map(Upstream::of).toList())
                        .build());
    }
}
