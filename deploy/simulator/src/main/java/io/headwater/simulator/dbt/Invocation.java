package io.headwater.simulator.dbt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/**
 * One call of dbt.
 *
 * @param ended when its artifacts were written
 */
public record Invocation(String id, Instant started, Instant ended) {
    private static final String VERSION = "1.10.4";

    /** `metadata` as every artifact has it. */
    ObjectNode metadata(String schema) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("dbt_schema_version", "https://schemas.getdbt.com/dbt/" + schema + ".json");
        metadata.put("dbt_version", VERSION);
        metadata.put("generated_at", ended.toString());
        metadata.put("invocation_id", id);
        metadata.put("invocation_started_at", started.toString());
        metadata.putObject("env");
        return metadata;
    }

    double seconds() {
        return Duration.between(started, ended).toMillis() / 1000.0;
    }
}
