package io.headwater.cli.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The sample project's manifest.json, as dbt 1.10 writes it (manifest v12). */
final class DbtManifest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Company company;
    private final ObjectNode root = JSON.createObjectNode();

    private DbtManifest(Company company) {
        this.company = company;
    }

    static ObjectNode of(Company company, String invocation, Instant generatedAt) {
        return new DbtManifest(company).build(invocation, generatedAt);
    }

    private ObjectNode build(String invocation, Instant generatedAt) {
        ObjectNode metadata = metadata(root, "manifest/v12", invocation, generatedAt);
        metadata.put("project_name", company.project()).put("adapter_type", "postgres");
        ObjectNode nodes = root.putObject("nodes");
        company.models().forEach((name, model) -> nodes.set(company.uniqueId(name), model(name, model)));
        DbtTest.of(company).forEach(test -> nodes.set(test.uniqueId(company), test(test)));
        ObjectNode sources = root.putObject("sources");
        company.sources().forEach((name, source) -> sources.set(company.uniqueId("raw." + name), source(name, source)));
        ObjectNode exposures = root.putObject("exposures");
        company.dashboards()
                .forEach((name, dashboard) ->
                        exposures.set("exposure." + company.project() + "." + name, exposure(name, dashboard)));
        ObjectNode groups = root.putObject("groups");
        company.groups()
                .forEach((name, group) -> groups.set("group." + company.project() + "." + name, group(name, group)));
        for (String section : List.of(
                "macros",
                "docs",
                "metrics",
                "semantic_models",
                "saved_queries",
                "unit_tests",
                "disabled",
                "selectors")) {
            root.putObject(section);
        }
        lineageMaps(nodes);
        return root;
    }

    /** `metadata` as every artifact has it. */
    static ObjectNode metadata(ObjectNode root, String schema, String invocation, Instant generatedAt) {
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("dbt_schema_version", "https://schemas.getdbt.com/dbt/" + schema + ".json");
        metadata.put("dbt_version", "1.10.4");
        metadata.put("generated_at", generatedAt.toString());
        metadata.put("invocation_id", invocation);
        metadata.putObject("env");
        return metadata;
    }

    private ObjectNode model(String name, Company.Model model) {
        ObjectNode node = node("model", company.uniqueId(name), name, model.layer(), name);
        node.put("original_file_path", "models/" + model.layer() + "/" + name + ".sql");
        node.put("relation_name", relation(model.layer(), name));
        node.put("group", model.group());
        node.put("description", "");
        ObjectNode config = node.putObject("config");
        config.put("enabled", true).put("materialized", model.layer().equals("staging") ? "view" : "table");
        config.put("group", model.group());
        config.putObject("meta");
        node.putObject("meta");
        ObjectNode columns = node.putObject("columns");
        column(columns, model.key());
        model.columns().forEach(c -> column(columns, c));
        dependsOn(node, model.from());
        return node;
    }

    private ObjectNode source(String name, Company.Source source) {
        ObjectNode node = node("source", company.uniqueId("raw." + name), name, "raw", name);
        node.put("source_name", "raw").put("identifier", name).put("loader", "airbyte");
        node.put("relation_name", relation("raw", name));
        node.put("loaded_at_field", "_loaded_at");
        if (source.fresh() > 0) {
            node.putObject("freshness")
                    .putObject("error_after")
                    .put("count", source.fresh())
                    .put("period", "hour");
        }
        ObjectNode columns = node.putObject("columns");
        column(columns, source.key());
        source.columns().forEach(c -> column(columns, c));
        node.putObject("config").put("enabled", true);
        return node;
    }

    private ObjectNode test(DbtTest test) {
        Company.Model model = company.models().get(test.model());
        ObjectNode node =
                node("test", test.uniqueId(company), test.name(), model.layer() + "_dbt_test__audit", test.name());
        node.put(
                "original_file_path",
                test.kind().isEmpty()
                        ? "tests/" + test.name() + ".sql"
                        : "models/" + model.layer() + "/_" + model.layer() + ".yml");
        node.putNull("relation_name");
        node.putObject("config").put("enabled", true).put("severity", "ERROR").put("materialized", "test");
        if (test.kind().isEmpty()) {
            node.putNull("attached_node").putNull("column_name").putNull("file_key_name");
            dependsOn(node, List.of(test.model()));
            return node;
        }
        node.put("attached_node", company.uniqueId(test.model()));
        node.put("column_name", test.column()).put("file_key_name", "models." + test.model());
        ObjectNode metadata = node.putObject("test_metadata");
        metadata.put("name", test.kind()).putNull("namespace");
        metadata.set("kwargs", JSON.valueToTree(test.arguments()));
        dependsOn(node, test.other().isEmpty() ? List.of(test.model()) : List.of(test.other(), test.model()));
        return node;
    }

    private ObjectNode exposure(String name, Company.Dashboard dashboard) {
        String id = "exposure." + company.project() + "." + name;
        ObjectNode node = JSON.createObjectNode();
        node.put("name", name).put("resource_type", "exposure").put("package_name", company.project());
        node.put("unique_id", id).put("type", "dashboard").put("label", dashboard.title());
        node.put("maturity", dashboard.maturity()).put("original_file_path", "models/reporting/_exposures.yml");
        node.put("url", "https://bi.larkspur.example/dashboards/" + name);
        node.put("description", "");
        node.putObject("owner").put("email", dashboard.owner()).put("name", personName(dashboard.owner()));
        node.putObject("meta").put("tier", dashboard.tier());
        node.putObject("config").put("enabled", true).putObject("meta").put("tier", dashboard.tier());
        node.putArray("tags");
        dependsOn(node, dashboard.from());
        return node;
    }

    private ObjectNode group(String name, Company.Group group) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", name).put("resource_type", "group").put("package_name", company.project());
        node.put("unique_id", "group." + company.project() + "." + name);
        node.putObject("owner").put("name", group.name()).put("email", group.email());
        return node;
    }

    private ObjectNode node(String type, String id, String name, String schema, String alias) {
        ObjectNode node = JSON.createObjectNode();
        node.put("database", company.database())
                .put("schema", schema)
                .put("name", name)
                .put("alias", alias);
        node.put("resource_type", type).put("package_name", company.project()).put("unique_id", id);
        node.putArray("fqn").add(company.project()).add(schema).add(name);
        node.putArray("tags");
        return node;
    }

    private void dependsOn(ObjectNode node, List<String> names) {
        ArrayNode nodes = node.putObject("depends_on").putArray("nodes");
        names.forEach(n -> nodes.add(company.uniqueId(n)));
    }

    private void lineageMaps(ObjectNode nodes) {
        ObjectNode parents = root.putObject("parent_map");
        nodes.properties()
                .forEach(e -> parents.set(
                        e.getKey(),
                        e.getValue().path("depends_on").path("nodes").deepCopy()));
        ObjectNode children = root.putObject("child_map");
        for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> entry : parents.properties()) {
            entry.getValue().forEach(parent -> {
                if (!children.has(parent.asText())) {
                    children.putArray(parent.asText());
                }
                ((ArrayNode) children.get(parent.asText())).add(entry.getKey());
            });
        }
    }

    private String relation(String schema, String name) {
        return "\"" + company.database() + "\".\"" + schema + "\".\"" + name + "\"";
    }

    private static void column(ObjectNode columns, String name) {
        columns.putObject(name).put("name", name);
    }

    /** `ines.albrecht@…` → `Ines Albrecht`. */
    private static String personName(String email) {
        StringBuilder name = new StringBuilder();
        for (String part : email.substring(0, email.indexOf('@')).split("\\.")) {
            name.append(name.isEmpty() ? "" : " ")
                    .append(Character.toUpperCase(part.charAt(0)))
                    .append(part.substring(1));
        }
        return name.toString();
    }
}
