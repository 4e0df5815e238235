package io.headwater.dbt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a manifest says, without SQL and docs. Iteration follows the document. Disabled nodes are left out.
 *
 * @param nodes everything with a unique_id: nodes, sources, exposures, metrics, semantic models, saved queries, unit
 *     tests, functions
 * @param groups by name; an owner may be absent
 * @param faults elements that are no nodes; the rest stands
 */
public record Manifest(
        ArtifactMetadata metadata,
        Map<String, ManifestNode> nodes,
        Map<String, Optional<NodeOwner>> groups,
        List<ArtifactFault> faults) {

    public Optional<ManifestNode> node(String uniqueId) {
        return Optional.ofNullable(nodes.get(uniqueId));
    }

    /** Nodes of one kind, in the document's order. */
    public List<ManifestNode> nodes(ResourceType type) {
        return nodes.values().stream().filter(n -> n.resourceType() == type).toList();
    }

    /** `table:…` of a model, seed, snapshot or source; none for ephemeral models and for what has no relation. */
    public Optional<String> urn(ManifestNode node) {
        return RelationUrn.of(node, metadata);
    }

    /** {@link #urn(ManifestNode)} by id; none too where the manifest does not know the id. */
    public Optional<String> urn(String uniqueId) {
        return node(uniqueId).flatMap(this::urn);
    }

    /** The owner the node names, else its group's. */
    public Optional<NodeOwner> owner(ManifestNode node) {
        return node.owner().or(() -> node.group().flatMap(g -> groups.getOrDefault(g, Optional.empty())));
    }

    /** The nearest relations upstream: ephemeral models, metrics, semantic models and the like are passed through. */
    public List<ManifestNode> upstreamRelations(ManifestNode node) {
        return nearestRelations(node.dependsOn(), node.uniqueId());
    }

    /** The nodes with a relation among these ids, those without replaced by their nearest relations upstream. */
    List<ManifestNode> nearestRelations(Collection<String> ids, String exceptId) {
        Set<ManifestNode> found = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>(Set.of(exceptId));
        Deque<String> ahead = new ArrayDeque<>(ids);
        while (!ahead.isEmpty()) {
            String id = ahead.poll();
            ManifestNode next = nodes.get(id);
            if (next == null || !seen.add(id)) {
                continue;
            }
            if (next.hasRelation()) {
                found.add(next);
            } else {
                ahead.addAll(next.dependsOn());
            }
        }
        return new ArrayList<>(found);
    }

    /** {@link #upstreamRelations} as URNs, each once. */
    public List<String> upstreamUrns(ManifestNode node) {
        return upstreamRelations(node).stream()
                .map(this::urn)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
