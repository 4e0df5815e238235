package io.headwater.ingest.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headwater.dbt.Manifest;
import io.headwater.dbt.ManifestNode;
import io.headwater.dbt.ManifestReader;
import io.headwater.ingest.outcome.Kind;
import io.headwater.ingest.outcome.OutcomeDraft;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Artifacts that dbt itself wrote, from 0.20 to 2.0: all are read, and nothing in them is rejected. */
class CorpusTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    @Test
    void no_result_that_dbt_wrote_is_rejected() throws Exception {
        String corpus = System.getenv("HEADWATER_CORPUS");
        assumeTrue(
                corpus != null && !corpus.isBlank(),
                "set HEADWATER_CORPUS to the folder of real dbt artifacts to run this");
        List<String> rows = new ArrayList<>();
        for (Path folder : folders(Path.of(corpus, "dbt"))) {
            Optional<Manifest> manifest = manifest(folder);
            for (String name : List.of("run_results.json.gz", "sources.json.gz")) {
                if (Files.exists(folder.resolve(name))) {
                    rows.add(row(folder.resolve(name), manifest));
                }
            }
        }
        assertThat(rows).as("run results of several versions").hasSizeGreaterThan(5);
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target", "corpus-report.md"),
                """
                | file | dbt | results | PASSED | WARNED | FAILED | ERRORED | SKIPPED | rejected |
                |---|---|---|---|---|---|---|---|---|
                """
                        + String.join("\n", rows)
                        + "\n");
    }

    private static String row(Path file, Optional<Manifest> manifest) throws Exception {
        String name = file.getParent().getFileName() + "/" + file.getFileName();
        Dbt.Reading reading;
        try (InputStream in = open(file)) {
            reading = name.contains("sources") ? Dbt.freshness(manifest, in) : Dbt.results(manifest, in);
        }
        JsonNode document;
        try (InputStream in = open(file)) {
            document = JSON.readTree(in);
        }
        // One file in the corpus was edited by hand: a result names no node, which dbt never writes.
        List<JsonNode> results = new ArrayList<>();
        document.path("results").forEach(result -> {
            if (!result.path("unique_id").asText().isEmpty()) {
                results.add(result);
            }
        });

        assertThat(reading.rejected()).as(name).hasSize(document.path("results").size() - results.size());
        assertThat(reading.outcomes()).as(name).hasSameSizeAs(results);
        for (int i = 0; i < results.size(); i++) {
            OutcomeDraft draft = reading.outcomes().get(i);
            assertThat(draft.check()).isEqualTo(results.get(i).path("unique_id").asText());
            assertThat(draft.attributes())
                    .containsEntry("dbt.status", results.get(i).path("status").asText());
            assertThat(draft.occurredAt()).as(draft.check()).isPresent();
            assertKnown(draft, manifest);
        }
        Map<String, Integer> counts = new TreeMap<>(reading.counts());
        return "| %s | %s | %d | %d | %d | %d | %d | %d | %d |"
                .formatted(
                        name,
                        reading.metadata().dbtVersion().orElse("?"),
                        results.size(),
                        counts.getOrDefault("PASSED", 0),
                        counts.getOrDefault("WARNED", 0),
                        counts.getOrDefault("FAILED", 0),
                        counts.getOrDefault("ERRORED", 0),
                        counts.getOrDefault("SKIPPED", 0),
                        reading.rejected().size());
    }

    /** With its own manifest beside it, every outcome of a node that the manifest has is placed by URN. */
    private static void assertKnown(OutcomeDraft draft, Optional<Manifest> manifest) {
        Optional<ManifestNode> node = manifest.flatMap(m -> m.node(draft.check()));
        if (node.isPresent() && (draft.kind() == Kind.BUILD || hasParent(manifest.get(), node.get()))) {
            assertThat(draft.subjects()).as(draft.check()).isNotEmpty().allMatch(subject -> subject.urn()
                    .isPresent());
        }
    }

    private static boolean hasParent(Manifest manifest, ManifestNode node) {
        return node.dependsOn().stream().anyMatch(id -> manifest.node(id).isPresent());
    }

    private static Optional<Manifest> manifest(Path folder) throws Exception {
        Path file = folder.resolve("manifest.json.gz");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = open(file)) {
            Manifest manifest = ManifestReader.read(in);
            assertThat(manifest.nodes()).as(file.toString()).isNotEmpty();
            assertThat(manifest.faults()).as(file.toString()).isEmpty();
            return Optional.of(manifest);
        }
    }

    private static List<Path> folders(Path root) throws Exception {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static InputStream open(Path file) throws Exception {
        return new GZIPInputStream(Files.newInputStream(file));
    }
}
