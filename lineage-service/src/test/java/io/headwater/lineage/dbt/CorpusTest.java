package io.headwater.lineage.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headwater.dbt.Manifest;
import io.headwater.dbt.ManifestReader;
import io.headwater.identity.PersonHash;
import io.headwater.lineage.facet.Caps;
import io.headwater.lineage.facet.Statement;
import io.headwater.lineage.people.People;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Manifests that dbt itself wrote, of every version from 0.20 to 2.0. */
class CorpusTest {
    private static final Instant ARRIVED = Instant.parse("2026-12-31T00:00:00Z");

    @Test
    void every_manifest_that_dbt_wrote_becomes_assets() throws Exception {
        String corpus = System.getenv("HEADWATER_CORPUS");
        assumeTrue(
                corpus != null && !corpus.isBlank(),
                "set HEADWATER_CORPUS to the folder of real dbt artifacts to run this");
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(corpus, "dbt"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().equals("manifest.json.gz"))
                    .sorted()
                    .toList()) {
                rows.add(row(file));
            }
        }
        assertThat(rows).isNotEmpty();
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target", "corpus-report.md"),
                """
                | manifest | dbt | scope | dbt nodes | assets | edges | checks | cut |
                |---|---|---|---|---|---|---|---|
                """
                        + String.join("\n", rows)
                        + "\n");
    }

    private static String row(Path file) throws Exception {
        Manifest manifest;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            manifest = ManifestReader.read(in);
        }
        People people = new People(new PersonHash("a-key-of-at-least-16"));
        Statement statement = ManifestStatement.of(manifest, ARRIVED, people);
        String name = file.getParent().getFileName().toString();

        assertThat(statement.facets().values()).as(name).allSatisfy(facet -> {
            assertThat(facet.toString()).as(facet.urn()).doesNotContainPattern("[A-Za-z0-9.]+@[a-z]+\\.[a-z]");
            assertThat(facet.upstreams()).noneMatch(up -> up.urn().equals(facet.urn()));
        });
        boolean hasRelations = manifest.nodes().values().stream().anyMatch(node -> node.hasRelation());
        assertThat(statement.facets().isEmpty()).as(name).isEqualTo(!hasRelations);
        long edges = statement.facets().values().stream()
                .mapToLong(f -> f.upstreams().size())
                .sum();
        long checks = statement.facets().values().stream()
                .mapToLong(f -> f.checks().size())
                .sum();
        long cut = statement.facets().values().stream()
                .filter(f -> !Caps.cap(f).cut().isEmpty())
                .count();
        return "| %s | %s | %s | %d | %d | %d | %d | %d |"
                .formatted(
                        name,
                        manifest.metadata().dbtVersion().orElse("?"),
                        statement.scope(),
                        manifest.nodes().size(),
                        statement.facets().size(),
                        edges,
                        checks,
                        cut);
    }
}
