package io.headwater.dbt;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which nodes a test watches. A generic test watches the one it is stated on: `attached_node` (manifest v10 on), else
 * the parent that `file_key_name`, `kwargs.model` or a lone `ref` names; a relationships test so watches the table that
 * refers, not the one referred to. A singular test watches all it depends on. Models without a relation stand for the
 * nearest relations upstream of them.
 */
public final class TestSubjects {
    private static final Pattern REF = Pattern.compile("ref\\(\\s*(?:['\"][^'\"]+['\"]\\s*,\\s*)?['\"]([^'\"]+)['\"]");
    private static final Pattern SOURCE =
            Pattern.compile("source\\(\\s*['\"]([^'\"]+)['\"]\\s*,\\s*['\"]([^'\"]+)['\"]");

    private TestSubjects() {}

    /** Nodes with a relation, in the manifest's order of naming; empty where the test depends on nothing. */
    public static List<ManifestNode> of(Manifest manifest, ManifestNode test) {
        List<String> stated = stated(manifest, test).map(List::of).orElse(test.dependsOn());
        List<ManifestNode> found = manifest.nearestRelations(stated, test.uniqueId());
        return found.isEmpty() ? manifest.nearestRelations(test.dependsOn(), test.uniqueId()) : found;
    }

    private static Optional<String> stated(Manifest manifest, ManifestNode test) {
        Optional<String> attached =
                test.attachedNode().filter(id -> manifest.nodes().containsKey(id));
        return attached.or(() -> byFileKey(manifest, test))
                .or(() -> test.test().flatMap(TestMetadata::model).flatMap(model -> byMacro(manifest, test, model)))
                .or(() -> byLoneRef(manifest, test));
    }

    /** `models.orders`, `sources.raw`, `snapshots.orders_snapshot`; a source's tables share the key, so only if unique. */
    private static Optional<String> byFileKey(Manifest manifest, ManifestNode test) {
        return test.fileKeyName()
                .map(key -> key.substring(key.lastIndexOf('.') + 1))
                .flatMap(name -> only(parents(manifest, test)
                        .filter(p -> p.name().equals(name)
                                || p.sourceName().filter(name::equals).isPresent())));
    }

    private static Optional<String> byMacro(Manifest manifest, ManifestNode test, String model) {
        Matcher source = SOURCE.matcher(model);
        if (source.find()) {
            return only(parents(manifest, test)
                    .filter(p -> p.name().equals(source.group(2))
                            && p.sourceName().filter(source.group(1)::equals).isPresent()));
        }
        Matcher ref = REF.matcher(model);
        return ref.find()
                ? only(parents(manifest, test)
                        .filter(p -> p.name().equals(ref.group(1)) && p.resourceType() != ResourceType.SOURCE))
                : Optional.empty();
    }

    private static Optional<String> byLoneRef(Manifest manifest, ManifestNode test) {
        return test.test().isPresent() && test.refs().size() == 1
                ? only(parents(manifest, test)
                        .filter(p -> p.name().equals(test.refs().get(0))))
                : Optional.empty();
    }

    private static Stream<ManifestNode> parents(Manifest manifest, ManifestNode test) {
        return test.dependsOn().stream().map(manifest::node).flatMap(Optional::stream);
    }

    private static Optional<String> only(Stream<ManifestNode> candidates) {
        List<ManifestNode> found = candidates.distinct().limit(2).toList();
        return found.size() == 1 ? Optional.of(found.get(0).uniqueId()) : Optional.empty();
    }
}
