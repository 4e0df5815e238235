package io.headwater.ingest.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.dbt.Manifest;
import io.headwater.dbt.UnreadableArtifact;
import io.headwater.ingest.outcome.OutcomeDraft;
import java.io.IOException;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class DbtProperties {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] FIELDS = {
        "unique_id",
        "status",
        "message",
        "failures",
        "execution_time",
        "timing",
        "started_at",
        "completed_at",
        "adapter_response",
        "relation_name",
        "max_loaded_at",
        "snapshotted_at",
        "criteria",
        "error_after",
        "count",
        "period",
        "error",
        "config",
        "severity",
        "depends_on",
        "nodes",
        "attached_node",
        "test_metadata",
        "kwargs",
        "column_name",
        "name",
        "schema",
        "database",
        "resource_type",
        "refs",
        "meta",
        "package_name",
        "source_name"
    };

    /** Whatever stands in the list: each element is one outcome or one rejection, and nothing is thrown. */
    @Property(tries = 2_000)
    void every_element_is_an_outcome_or_a_rejection(
            @ForAll("results") String results, @ForAll("manifests") String nodes)
            throws IOException, UnreadableArtifact {
        JsonNode list = JSON.readTree(results);
        Optional<Manifest> manifest = Dbt.manifest(nodes, "");
        for (Dbt.Reading reading : new Dbt.Reading[] {
            Dbt.results(manifest, Dbt.stream("{\"results\": " + results + "}")),
            Dbt.freshness(manifest, Dbt.stream("{\"results\": " + results + "}"))
        }) {
            assertThat(reading.outcomes().size() + reading.rejected().size()).isEqualTo(list.size());
            assertThat(reading.counts().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(reading.outcomes().size());
            assertThat(reading.outcomes()).allSatisfy(DbtProperties::canBeTold);
            assertThat(reading.rejected())
                    .allSatisfy(fault -> assertThat(fault.path()).startsWith("results["));
        }
    }

    /** Whatever is no list of results is refused with the place, not with an exception of ours. */
    @Property(tries = 1_000)
    void any_other_document_is_refused_with_its_place(@ForAll("values") String document) throws IOException {
        try {
            Dbt.results(Optional.empty(), Dbt.stream(document));
            assertThat(JSON.readTree(document).path("results").isArray()).isTrue();
        } catch (UnreadableArtifact refused) {
            assertThat(refused.fault().path()).isNotBlank();
            assertThat(refused.fault().rule()).isNotBlank();
        }
    }

    private static void canBeTold(OutcomeDraft draft) {
        assertThat(draft.check()).isNotBlank();
        assertThat(draft.checkName()).isNotEmpty();
        assertThat(draft.subjects()).isNotEmpty().allSatisfy(subject -> {
            assertThat(subject.urn().isPresent() || !subject.names().isEmpty()).isTrue();
            assertThat(subject.upstreams()).doesNotContain(subject.urn().orElse(""));
        });
        assertThat(draft.message().orElse("")).hasSizeLessThanOrEqualTo(4_000);
    }

    @Provide
    Arbitrary<String> results() {
        Arbitrary<String> likely = Arbitraries.of(
                        "model.s.a",
                        "test.s.t.1",
                        "source.s.r.p",
                        "unit_test.s.m.u",
                        "operation.s.h",
                        "x",
                        ".",
                        "..",
                        "test.")
                .flatMap(
                        id -> Arbitraries.of("success", "fail", "error", "runtime error", "warn", "skipped", "nonsense")
                                .flatMap(status -> object(values(2)).map(rest -> {
                                    String own = "{\"unique_id\":\"" + id + "\",\"status\":\"" + status + "\"";
                                    return own + (rest.equals("{}") ? "}" : "," + rest.substring(1));
                                })));
        return Arbitraries.frequencyOf(Tuple.of(4, likely), Tuple.of(1, values(2)))
                .list()
                .ofMaxSize(5)
                .map(list -> "[" + String.join(",", list) + "]");
    }

    /** Nodes of the ids that results go by, of any shape. */
    @Provide
    Arbitrary<String> manifests() {
        return Arbitraries.maps(Arbitraries.of("model.s.a", "test.s.t.1", "unit_test.s.m.u", "source.s.r.p"), values(3))
                .ofMaxSize(4)
                .map(nodes -> {
                    StringBuilder json = new StringBuilder();
                    nodes.forEach((id, node) -> json.append(json.isEmpty() ? "" : ",")
                            .append('"')
                            .append(id)
                            .append("\":")
                            .append(node));
                    return json.toString();
                });
    }

    @Provide
    Arbitrary<String> values() {
        return values(3);
    }

    private static Arbitrary<String> values(int depth) {
        Arbitrary<String> scalars = Arbitraries.of(
                "null",
                "true",
                "3",
                "-1.5e-7",
                "1e400",
                "99999999999999999999",
                "\"\"",
                "\" \"",
                "\"model.s.a\"",
                "\"test.s.t.1\"",
                "\"2026-01-01T00:00:00Z\"",
                "\"2026-13-45\"",
                "\"hour\"",
                "\"warn\"",
                "\"ephemeral\"",
                "\"exposure\"",
                "\"test\"",
                "\"\\u0000\"",
                "\"\\ud800\"");
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<String> deeper = Arbitraries.lazy(() -> values(depth - 1));
        return Arbitraries.frequencyOf(
                Tuple.of(2, scalars),
                Tuple.of(2, deeper.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]")),
                Tuple.of(3, object(deeper)));
    }

    private static Arbitrary<String> object(Arbitrary<String> values) {
        return Arbitraries.maps(Arbitraries.of(FIELDS), values).ofMaxSize(6).map(fields -> {
            StringBuilder json = new StringBuilder("{");
            fields.forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(value));
            return json.append('}').toString();
        });
    }
}
