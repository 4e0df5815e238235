package io.headwater.simulator.dbt;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A project as manifest.json (v12) tells it, a node at a time. Each stream may be asked for anew. */
public interface Manifest {
    /** The ids that a node stands beside in `parent_map` or `child_map`. */
    record Relatives(String id, List<String> ids) {}

    DbtProject project();

    /** Models and tests. */
    Stream<ObjectNode> nodes();

    Stream<ObjectNode> sources();

    Stream<ObjectNode> exposures();

    Stream<ObjectNode> groups();

    /** Every node with those it reads from. */
    default Stream<Relatives> parents() {
        return Stream.of(nodes(), sources(), exposures()).flatMap(all -> all).map(node -> {
            List<String> ids = new ArrayList<>();
            node.path("depends_on").path("nodes").forEach(id -> ids.add(id.textValue()));
            return new Relatives(node.path("unique_id").textValue(), ids);
        });
    }

    /** Every node with those that read from it. */
    default Stream<Relatives> children() {
        Map<String, List<String>> children = new LinkedHashMap<>();
        parents().forEach(node -> {
            children.computeIfAbsent(node.id(), unused -> new ArrayList<>());
            node.ids().forEach(parent -> children.computeIfAbsent(parent, unused -> new ArrayList<>())
                    .add(node.id()));
        });
        return children.entrySet().stream().map(entry -> new Relatives(entry.getKey(), entry.getValue()));
    }

    /** manifest.json. */
    default void write(JsonGenerator out, Invocation invocation) throws IOException {
        out.writeStartObject();
        ObjectNode metadata = invocation.metadata("manifest/v12");
        metadata.put("project_name", project().name()).put("adapter_type", "postgres");
        out.writeObjectField("metadata", metadata);
        section(out, "nodes", nodes());
        section(out, "sources", sources());
        section(out, "exposures", exposures());
        section(out, "groups", groups());
        for (String empty : List.of(
                "macros",
                "docs",
                "metrics",
                "semantic_models",
                "saved_queries",
                "unit_tests",
                "disabled",
                "selectors",
                "group_map")) {
            out.writeObjectFieldStart(empty);
            out.writeEndObject();
        }
        relatives(out, "parent_map", parents());
        relatives(out, "child_map", children());
        out.writeEndObject();
    }

    private static void section(JsonGenerator out, String name, Stream<ObjectNode> nodes) throws IOException {
        out.writeObjectFieldStart(name);
        for (Iterator<ObjectNode> each = nodes.iterator(); each.hasNext(); ) {
            JsonNode node = each.next();
            out.writeFieldName(node.path("unique_id").textValue());
            out.writeTree(node);
        }
        out.writeEndObject();
    }

    private static void relatives(JsonGenerator out, String name, Stream<Relatives> all) throws IOException {
        out.writeObjectFieldStart(name);
        for (Iterator<Relatives> each = all.iterator(); each.hasNext(); ) {
            Relatives node = each.next();
            out.writeArrayFieldStart(node.id());
            for (String id : node.ids()) {
                out.writeString(id);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }
}
