package io.headwater.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who wrote an artifact, when, in which invocation.
 *
 * @param schemaVersion the URL dbt names its schema by, e.g. `…/dbt/manifest/v12.json`
 * @param generatedAt UTC
 * @param quoting the project's quoting (dbt 1.9 on); empty parts where unsaid
 */
public record ArtifactMetadata(
        Optional<String> schemaVersion,
        Optional<String> dbtVersion,
        Optional<Instant> generatedAt,
        Optional<String> invocationId,
        Optional<String> adapterType,
        Optional<String> projectName,
        Quoting quoting) {
    private static final Pattern SCHEMA = Pattern.compile(".*/([a-z-]+)/v(\\d+)\\.json");

    /** Of a document that has none. */
    public static final ArtifactMetadata NONE = new ArtifactMetadata(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Quoting.UNSAID);

    static ArtifactMetadata read(JsonNode json) {
        return new ArtifactMetadata(
                Lenient.text(json, "dbt_schema_version"),
                Lenient.text(json, "dbt_version"),
                Lenient.time(json, "generated_at"),
                Lenient.text(json, "invocation_id"),
                Lenient.text(json, "adapter_type"),
                Lenient.text(json, "project_name"),
                Quoting.read(json.path("quoting")));
    }

    /** What the schema's URL calls the document: `manifest`, `run-results`, `sources`, `catalog`. */
    public Optional<String> kind() {
        return schemaVersion.map(SCHEMA::matcher).filter(Matcher::matches).map(m -> m.group(1));
    }

    /** The schema's number, e.g. `v12`. For people and logs: how to read is decided by shape. */
    public Optional<String> version() {
        return schemaVersion.map(SCHEMA::matcher).filter(Matcher::matches).map(m -> "v" + m.group(2));
    }
}
