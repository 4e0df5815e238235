package io.headwater.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.dbt.Artifacts.Told;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ArtifactProperties {
    private static final String[] WORDS = {
        "metadata", "nodes", "sources", "results", "unique_id", "status", "timing", "config", "depends_on", "columns",
        "groups", "parent_map", "test_metadata", "kwargs", "refs", "owner", "meta", "quoting", "criteria", "model.a.b"
    };

    /** Whatever JSON comes: read, or refused with a path and a rule. Anything else thrown fails the property. */
    @Property(tries = 2_000)
    void any_json_is_read_or_refused_with_a_path(@ForAll("documents") String document) throws IOException {
        readAll(document.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1_000)
    void any_prefix_of_bytes_is_read_or_refused_with_a_path(@ForAll("documents") String document, @ForAll byte[] tail)
            throws IOException {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        byte[] broken = Arrays.copyOf(bytes, bytes.length / 2 + tail.length);
        System.arraycopy(tail, 0, broken, bytes.length / 2, tail.length);
        readAll(broken);
    }

    private static void readAll(byte[] bytes) throws IOException {
        try {
            Manifest manifest = ManifestReader.read(new ByteArrayInputStream(bytes));
            manifest.nodes().values().forEach(node -> {
                assertThat(manifest.urn(node).isPresent()).isEqualTo(node.hasRelation());
                assertThat(TestSubjects.of(manifest, node)).doesNotContain(node);
            });
        } catch (UnreadableArtifact refused) {
            assertThat(refused.fault().path()).isNotBlank();
        }
        try {
            RunResultsReader.read(new ByteArrayInputStream(bytes), new Told<RunResult>());
        } catch (UnreadableArtifact refused) {
            assertThat(refused.fault().path()).isNotBlank();
        }
        try {
            SourcesReader.read(new ByteArrayInputStream(bytes), new Told<SourceFreshness>());
        } catch (UnreadableArtifact refused) {
            assertThat(refused.fault().rule()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> documents() {
        Arbitrary<String> sections =
                Arbitraries.maps(Arbitraries.of(WORDS), values(4)).ofMaxSize(6).map(ArtifactProperties::object);
        return Arbitraries.oneOf(sections, values(3));
    }

    private static Arbitrary<String> values(int depth) {
        Arbitrary<String> scalars = Arbitraries.of(
                "null",
                "true",
                "0",
                "-1.5e300",
                "99999999999999999999",
                "\"\"",
                "\"model.a.b\"",
                "\"ref('b')\"",
                "\"v\\u0000\"");
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<String> deeper = Arbitraries.lazy(() -> values(depth - 1));
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(1, scalars),
                net.jqwik.api.Tuple.of(2, deeper.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]")),
                net.jqwik.api.Tuple.of(
                        4,
                        Arbitraries.maps(Arbitraries.of(WORDS), deeper)
                                .ofMaxSize(4)
                                .map(ArtifactProperties::object)));
    }

    private static String object(java.util.Map<String, String> fields) {
        StringBuilder json = new StringBuilder("{");
        fields.forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
        return json.append('}').toString();
    }
}
