package io.headwater.incident.silence;

import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.LineageGraph;
import io.headwater.incident.outcome.CheckOutcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A bad outcome that a silence may hide.
 *
 * @param assets URNs of what it watches; empty while nobody knows them
 */
public record Suspect(CheckOutcome outcome, List<String> assets) {
    public Suspect {
        assets = List.copyOf(assets);
    }

    /** Which of the roots it stands on or below, by lineage as it is now; a name it gives itself needs none. */
    Set<String> below(Set<String> roots, LineageGraph graph) {
        Set<String> met = new TreeSet<>();
        outcome.subjects()
                .forEach(subject ->
                        subject.knownAs().stream().filter(roots::contains).forEach(met::add));
        graph.visitUpstream(assets, Integer.MAX_VALUE, (urn, hops) -> {
            if (roots.contains(urn)) {
                met.add(urn);
            }
            return met.size() < roots.size();
        });
        return met;
    }

    /** The facts for each asset it watches; of one that nobody knows the fields are empty. A tier of 0: none is known. */
    List<Map<String, Object>> facts(LineageGraph graph) {
        Map<String, Object> said = Map.of(
                "status", outcome.status().name(),
                "severity", outcome.severity().name(),
                "run", outcome.run(),
                "message", outcome.message().orElse(""));
        Map<String, Object> check = Map.of(
                "id", outcome.id().check(),
                "source", outcome.id().source(),
                "name", outcome.name(),
                "kind", outcome.checkKind().name());
        List<String> urns = assets.isEmpty() ? List.of("") : assets;
        return urns.stream()
                .map(urn -> Map.<String, Object>of("outcome", said, "check", check, "asset", asset(urn, graph)))
                .toList();
    }

    private static Map<String, Object> asset(String urn, LineageGraph graph) {
        AssetNode node = graph.asset(urn).orElseGet(() -> AssetNode.bare(urn, AssetType.OTHER, List.of()));
        return Map.of(
                "urn", urn,
                "name", node.name(),
                "type", node.type().name(),
                "tier", (long) node.tier().orElse(0),
                "domain", node.domain().orElse(""),
                "teams",
                        node.owners().stream()
                                .flatMap(owner -> owner.team().stream())
                                .toList());
    }
}
