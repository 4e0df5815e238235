package io.headwater.simulator.dbt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The nodes of a dbt project as manifest.json holds them.
 *
 * @param name of the project and its one package
 * @param database where all its relations live
 */
public record DbtProject(String name, String database) {
    /** The one source that the project reads from; its schema has the same name. */
    public static final String RAW = "raw";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code model.shop.orders}. */
    public String id(String type, String node) {
        return type + "." + name + "." + node;
    }

    /** {@code source.shop.raw.orders}. */
    public String sourceId(String table) {
        return id("source", RAW + "." + table);
    }

    /** {@code "warehouse"."marts"."orders"}. */
    public String relationName(String schema, String relation) {
        return "\"" + database + "\".\"" + schema + "\".\"" + relation + "\"";
    }

    /** A model, built into the schema of its name's layer. */
    public ObjectNode model(
            String model, String schema, String materialized, Collection<String> columns, List<String> parents) {
        String path = schema + "/" + model + ".sql";
        ObjectNode node = node("model", id("model", model), model, path, "models/" + path, schema);
        placed(node, schema, model).put("relation_name", relationName(schema, model));
        node.put("language", "sql").put("description", "");
        node.putObject("config").put("enabled", true).put("materialized", materialized);
        node.putObject("meta");
        columns(node, columns);
        reads(node, parents);
        return node;
    }

    /** A table that something outside dbt loads. */
    public ObjectNode source(String table, Optional<ObjectNode> errorAfter, Collection<String> columns) {
        String path = "models/staging/_sources.yml";
        ObjectNode node = node("source", sourceId(table), table, path, path, RAW);
        node.put("database", database).put("schema", RAW);
        node.put("source_name", RAW).put("source_description", "").put("identifier", table);
        node.put("loader", "airbyte").put("loaded_at_field", "_loaded_at");
        node.put("relation_name", relationName(RAW, table));
        errorAfter.ifPresent(after -> node.putObject("freshness").set("error_after", after));
        node.putObject("config").put("enabled", true);
        columns(node, columns);
        return node;
    }

    /** A test of one's own SQL; it watches what it reads. */
    public ObjectNode singularTest(String test, List<String> parents) {
        String file = test + ".sql";
        return test(id("test", test), test, file, "tests/" + file, parents);
    }

    /**
     * A test of a kind that dbt or a package brings, stated on a model.
     *
     * @param hash ends its id
     * @param parents what it reads, the model among it
     */
    public ObjectNode genericTest(
            String test,
            String hash,
            String kind,
            String model,
            String schema,
            String column,
            Map<String, Object> arguments,
            List<String> parents) {
        String stated = "models/" + schema + "/_" + schema + ".yml";
        ObjectNode node = test(id("test", test + "." + hash), test, test + ".sql", stated, parents);
        node.put("attached_node", id("model", model));
        node.put("column_name", column).put("file_key_name", "models." + model);
        ObjectNode metadata = node.putObject("test_metadata");
        metadata.put("name", kind).putNull("namespace");
        metadata.set("kwargs", JSON.valueToTree(arguments));
        return node;
    }

    private ObjectNode test(String id, String test, String path, String file, List<String> parents) {
        ObjectNode node = node("test", id, test, path, file, "tests");
        placed(node, "analytics_dbt_test__audit", test).putNull("relation_name");
        node.put("language", "sql");
        node.putObject("config").put("enabled", true).put("severity", "ERROR").put("materialized", "test");
        reads(node, parents);
        return node;
    }

    /** A dashboard. */
    public ObjectNode exposure(
            String dashboard, String title, String url, String maturity, int tier, List<String> parents) {
        String path = "models/reporting/_exposures.yml";
        ObjectNode node = node("exposure", id("exposure", dashboard), dashboard, path, path, "reporting");
        node.put("type", "dashboard")
                .put("label", title)
                .put("maturity", maturity)
                .put("url", url);
        node.put("description", "");
        node.putObject("meta").put("tier", tier);
        node.putObject("config").put("enabled", true).putObject("meta").put("tier", tier);
        reads(node, parents);
        return node;
    }

    /** Who answers for the models that name it. */
    public ObjectNode group(String group, String owner, String email) {
        String path = "models/_groups.yml";
        ObjectNode node = JSON.createObjectNode();
        node.put("name", group).put("resource_type", "group").put("package_name", name);
        node.put("unique_id", id("group", group)).put("path", path).put("original_file_path", path);
        return owned(node, owner, email);
    }

    /** Says who answers for it. */
    public static ObjectNode owned(ObjectNode node, String owner, String email) {
        node.putObject("owner").put("email", email).put("name", owner);
        return node;
    }

    /** {@code {"count": 6, "period": "hour"}}. */
    public static ObjectNode time(int count, String period) {
        return JSON.createObjectNode().put("count", count).put("period", period);
    }

    private ObjectNode node(String type, String id, String node, String path, String file, String folder) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", node).put("resource_type", type).put("package_name", name);
        json.put("unique_id", id).put("path", path).put("original_file_path", file);
        json.putArray("fqn").add(name).add(folder).add(node);
        json.putArray("tags");
        return json;
    }

    private ObjectNode placed(ObjectNode node, String schema, String alias) {
        node.put("database", database).put("schema", schema).put("alias", alias);
        node.putObject("checksum")
                .put("name", "sha256")
                .put("checksum", sha256(node.path("unique_id").textValue()));
        return node;
    }

    /** {@code refs}, {@code sources} and {@code depends_on}, all of the same parents. */
    private static void reads(ObjectNode node, List<String> parents) {
        ArrayNode refs = node.putArray("refs");
        ArrayNode sources = node.putArray("sources");
        ObjectNode dependsOn = node.putObject("depends_on");
        dependsOn.putArray("macros");
        ArrayNode nodes = dependsOn.putArray("nodes");
        for (String parent : parents) {
            nodes.add(parent);
            String[] parts = parent.split("\\.");
            if (parts[0].equals("source")) {
                sources.addArray().add(parts[2]).add(parts[3]);
            } else {
                refs.addObject().put("name", parts[2]).putNull("package").putNull("version");
            }
        }
    }

    private static void columns(ObjectNode node, Collection<String> columns) {
        ObjectNode described = node.putObject("columns");
        columns.forEach(column -> described.putObject(column).put("name", column));
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
