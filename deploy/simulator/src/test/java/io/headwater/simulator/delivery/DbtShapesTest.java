package io.headwater.simulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The artifacts against the JSON Schemas that dbt publishes, where they are at hand. */
class DbtShapesTest {
    private static final int ENOUGH = 40;

    @TempDir
    Path dir;

    @Test
    void the_artifacts_are_valid_by_dbts_own_schemas() throws Exception {
        String corpus = System.getenv("HEADWATER_CORPUS");
        assumeTrue(corpus != null && !corpus.isBlank(), "HEADWATER_CORPUS is not set");
        WrittenStorm written = WrittenStorm.of(3, dir);
        Map<String, Schema> schemas = Map.of(
                "manifest.json", schema(Path.of(corpus, "dbt-schemas", "manifest_v12.json.gz")),
                "run_results.json", schema(Path.of(corpus, "dbt-schemas", "run-results_v6.json.gz")),
                "sources.json", schema(Path.of(corpus, "dbt-schemas", "sources_v3.json.gz")));
        Set<String> checked = new HashSet<>();
        for (Parcel parcel : written.parcels) {
            for (Map.Entry<String, Path> file : parcel.files().entrySet()) {
                if (schemas.containsKey(file.getKey()) && parcel.number() < ENOUGH) {
                    assertThat(schemas.get(file.getKey()).validate(Files.readString(file.getValue()), InputFormat.JSON))
                            .as(file.getValue().toString())
                            .isEmpty();
                    checked.add(file.getKey());
                }
            }
        }
        assertThat(checked).isEqualTo(schemas.keySet());
    }

    private static Schema schema(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        }
    }
}
