package io.headwater.lineage.dbt;

import io.headwater.dbt.Manifest;
import io.headwater.dbt.ManifestNode;
import io.headwater.dbt.ResourceType;
import io.headwater.lineage.facet.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * For which scope a manifest speaks. A manifest always describes its whole project as one target sees it, whatever was
 * selected to run, and a project writes several schemas; what tells two targets apart is the target's own schema, from
 * which dbt derives the others. Manifests do not state it; it is read off the schema of stored test failures
 * (`<target>_dbt_test__audit`), else it is the schema the project builds most relations in.
 */
final class ManifestScope {
    private static final String AUDIT = "_dbt_test__audit";
    private static final Set<ResourceType> SELDOM_IN_PACKAGES =
            EnumSet.of(ResourceType.TEST, ResourceType.SEED, ResourceType.SNAPSHOT, ResourceType.EXPOSURE);

    private ManifestScope() {}

    static Scope of(Manifest manifest) {
        String project = manifest.metadata().projectName().orElseGet(() -> projectByPackage(manifest));
        return new Scope("dbt", project, home(manifest, project));
    }

    /** Manifests before dbt 1.5 do not name their project: it is the package that tests, seeds and exposures are in. */
    private static String projectByPackage(Manifest manifest) {
        Optional<String> own = mostOf(
                manifest.nodes().values().stream().filter(n -> SELDOM_IN_PACKAGES.contains(n.resourceType())),
                node -> Optional.of(node.packageName()));
        return own.or(() -> mostOf(manifest.nodes().values().stream(), node -> Optional.of(node.packageName())))
                .orElse("unnamed");
    }

    private static String home(Manifest manifest, String project) {
        List<ManifestNode> tests = manifest.nodes(ResourceType.TEST);
        return mostOf(tests.stream(), ManifestScope::beforeAudit)
                .or(() -> mostOf(built(manifest).filter(n -> n.packageName().equals(project)), ManifestScope::place))
                .or(() -> mostOf(built(manifest), ManifestScope::place))
                .or(() -> mostOf(manifest.nodes().values().stream(), ManifestScope::place))
                .orElse("");
    }

    private static Stream<ManifestNode> built(Manifest manifest) {
        return manifest.nodes().values().stream()
                .filter(node -> node.hasRelation() && node.resourceType().isBuilt());
    }

    private static Optional<String> beforeAudit(ManifestNode test) {
        return test.schema()
                .filter(schema -> schema.endsWith(AUDIT) && schema.length() > AUDIT.length())
                .map(schema -> join(test.database(), schema.substring(0, schema.length() - AUDIT.length())));
    }

    private static Optional<String> place(ManifestNode node) {
        return node.schema().map(schema -> join(node.database(), schema));
    }

    private static String join(Optional<String> database, String schema) {
        return database.map(name -> name + "." + schema).orElse(schema).toLowerCase(java.util.Locale.ROOT);
    }

    /** The value most of them have; of equals, the first by name. */
    private static Optional<String> mostOf(
            Stream<ManifestNode> nodes, Function<ManifestNode, Optional<String>> property) {
        Map<String, Integer> counts = new TreeMap<>();
        nodes.map(property).flatMap(Optional::stream).forEach(value -> counts.merge(value, 1, Integer::sum));
        String most = null;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (most == null || entry.getValue() > counts.get(most)) {
                most = entry.getKey();
            }
        }
        return Optional.ofNullable(most);
    }
}
