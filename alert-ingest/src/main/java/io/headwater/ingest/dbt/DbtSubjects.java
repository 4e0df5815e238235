package io.headwater.ingest.dbt;

import io.headwater.dbt.Manifest;
import io.headwater.dbt.ManifestNode;
import io.headwater.dbt.ResourceType;
import io.headwater.dbt.TestMetadata;
import io.headwater.dbt.TestSubjects;
import io.headwater.identity.AssetUrn;
import io.headwater.ingest.outcome.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Which assets a dbt node's outcome is about, and what people call the node. */
final class DbtSubjects {
    private final Optional<Manifest> manifest;

    DbtSubjects(Optional<Manifest> manifest) {
        this.manifest = manifest;
    }

    Optional<ManifestNode> node(String uniqueId) {
        return manifest.flatMap(m -> m.node(uniqueId));
    }

    /**
     * With the manifest: the relations, by URN and with their upstreams; what has none and never will is its own asset
     * (`dbt:…`). Without it, or for a node no manifest knows: dbt's own name, to be resolved when lineage comes.
     */
    List<Subject> of(String uniqueId) {
        Optional<ManifestNode> node = node(uniqueId);
        if (node.isEmpty()) {
            return List.of(alone(uniqueId));
        }
        boolean check =
                node.get().resourceType() == ResourceType.TEST || node.get().resourceType() == ResourceType.UNIT_TEST;
        if (!check) {
            return List.of(subject(node.get(), List.of()));
        }
        List<ManifestNode> watched = TestSubjects.of(manifest.orElseThrow(), node.get());
        if (watched.isEmpty()) {
            return withoutRelation(node.get());
        }
        List<String> columns = watched.size() == 1 ? columns(node.get()) : List.of();
        return watched.stream().map(asset -> subject(asset, columns)).toList();
    }

    /** A test of ephemeral models that read from no relation is about those models all the same. */
    private List<Subject> withoutRelation(ManifestNode check) {
        List<Subject> parents = check.dependsOn().stream()
                .flatMap(id -> node(id).stream())
                .distinct()
                .map(parent -> subject(parent, List.of()))
                .toList();
        return parents.isEmpty() ? List.of(alone(check.uniqueId())) : parents;
    }

    /** What people call it: `unique orders.id`, `orders`, `freshness raw.payments`. */
    String name(String uniqueId) {
        return node(uniqueId).map(this::name).orElseGet(() -> nameFromId(uniqueId));
    }

    private String name(ManifestNode node) {
        if (node.resourceType() == ResourceType.SOURCE) {
            return "freshness " + node.sourceName().map(source -> source + ".").orElse("") + node.name();
        }
        Optional<TestMetadata> test = node.test();
        if (test.isEmpty()) {
            return node.name();
        }
        List<ManifestNode> watched = TestSubjects.of(manifest.orElseThrow(), node);
        if (watched.size() != 1) {
            return node.name();
        }
        String column = columns(node).stream().findFirst().map(c -> "." + c).orElse("");
        String macro = test.get()
                .namespace()
                .map(n -> n + "." + test.get().name())
                .orElse(test.get().name());
        return macro + " " + watched.get(0).name() + column;
    }

    private Subject subject(ManifestNode node, List<String> columns) {
        Manifest m = manifest.orElseThrow();
        String urn = m.urn(node).orElseGet(() -> AssetUrn.dbt(node.uniqueId()));
        return new Subject(
                Optional.of(urn),
                List.of("dbt:" + node.uniqueId()),
                m.upstreamUrns(node).stream().filter(Predicate.not(urn::equals)).toList(),
                columns);
    }

    private static Subject alone(String uniqueId) {
        return ResourceType.ofId(uniqueId) == ResourceType.OPERATION
                ? new Subject(Optional.of(AssetUrn.dbt(uniqueId)), List.of("dbt:" + uniqueId), List.of(), List.of())
                : Subject.named("dbt:" + uniqueId);
    }

    private static List<String> columns(ManifestNode test) {
        return test.columnName()
                .or(() -> test.test().flatMap(TestMetadata::column))
                .map(column -> List.of(column.toLowerCase(Locale.ROOT)))
                .orElse(List.of());
    }

    /** `test.shop.unique_orders_id.3c1f` → `unique_orders_id`; `model.shop.orders.v2` → `orders.v2`. */
    private static String nameFromId(String uniqueId) {
        String[] parts = uniqueId.split("\\.");
        ResourceType type = ResourceType.ofId(uniqueId);
        int from = Math.min(2, parts.length - 1);
        int to = type == ResourceType.TEST && parts.length > 3 ? parts.length - 1 : parts.length;
        String name = String.join(".", List.of(parts).subList(Math.max(from, 0), to));
        if (name.isBlank()) {
            return uniqueId;
        }
        return type == ResourceType.SOURCE ? "freshness " + name : name;
    }
}
