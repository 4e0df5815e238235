package io.headwater.lineage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** A small language for dbt projects: says models, sources, exposures, tests; gives their manifest. */
public final class Project {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode manifest = JSON.createObjectNode();
    private final String name;
    private final String schema;

    private Project(String name, String schema, Instant generatedAt) {
        this.name = name;
        this.schema = schema;
        manifest.putObject("metadata")
                .put("dbt_schema_version", "https://schemas.getdbt.com/dbt/manifest/v12.json")
                .put("generated_at", generatedAt.toString())
                .put("project_name", name)
                .put("adapter_type", "postgres");
        for (String section : List.of("nodes", "sources", "exposures", "groups")) {
            manifest.putObject(section);
        }
    }

    public static Project of(String name, String schema, Instant generatedAt) {
        return new Project(name, schema, generatedAt);
    }

    /** A model in the target's schema that reads from these unique_ids. */
    public Project model(String model, String... dependsOn) {
        return node("model." + name + "." + model, "model", model, schema, node -> depends(node, dependsOn));
    }

    public Project model(String model, Consumer<ObjectNode> details, String... dependsOn) {
        return node("model." + name + "." + model, "model", model, schema, node -> {
            depends(node, dependsOn);
            details.accept(node);
        });
    }

    /** A model in a schema of its own. */
    public Project modelIn(String otherSchema, String model, String... dependsOn) {
        return node("model." + name + "." + model, "model", model, otherSchema, node -> depends(node, dependsOn));
    }

    public Project source(String source, String table) {
        ObjectNode node = section("sources").putObject("source." + name + "." + source + "." + table);
        base(node, "source." + name + "." + source + "." + table, "source", table, source);
        node.put("source_name", source).put("identifier", table);
        return this;
    }

    public Project exposure(String exposure, String owner, String... dependsOn) {
        ObjectNode node = section("exposures").putObject("exposure." + name + "." + exposure);
        node.put("unique_id", "exposure." + name + "." + exposure)
                .put("resource_type", "exposure")
                .put("package_name", name)
                .put("name", exposure)
                .put("type", "dashboard")
                .put("maturity", "high")
                .put("url", "https://bi.example.com/" + exposure);
        node.putObject("owner").put("name", "Ada Lovelace").put("email", owner);
        node.putObject("meta").put("tier", 1);
        depends(node, dependsOn);
        return this;
    }

    /** A generic test on a model. */
    public Project test(String test, String model) {
        return node("test." + name + "." + test, "test", test, schema + "_dbt_test__audit", node -> {
            node.put("attached_node", "model." + name + "." + model);
            node.putObject("test_metadata").put("name", "not_null");
            depends(node, "model." + name + "." + model);
        });
    }

    public Project group(String group, String email) {
        ObjectNode node = section("groups").putObject("group." + name + "." + group);
        node.put("name", group).putObject("owner").put("name", "Grace").put("email", email);
        return this;
    }

    public String json() {
        return manifest.toString();
    }

    private Project node(String id, String type, String nodeName, String inSchema, Consumer<ObjectNode> details) {
        ObjectNode node = section("nodes").putObject(id);
        base(node, id, type, nodeName, inSchema);
        node.put("alias", nodeName);
        details.accept(node);
        return this;
    }

    private void base(ObjectNode node, String id, String type, String nodeName, String inSchema) {
        node.put("unique_id", id)
                .put("resource_type", type)
                .put("package_name", name)
                .put("name", nodeName)
                .put("database", "shop")
                .put("schema", inSchema);
    }

    private static void depends(ObjectNode node, String... ids) {
        ArrayNode list = node.putObject("depends_on").putArray("nodes");
        for (String id : ids) {
            list.add(id);
        }
    }

    private ObjectNode section(String section) {
        return (ObjectNode) manifest.get(section);
    }
}
