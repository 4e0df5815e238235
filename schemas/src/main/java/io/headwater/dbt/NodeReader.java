package io.headwater.dbt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One node of a manifest: only the fields we want are ever taken off the stream. */
final class NodeReader {
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final Set<String> WANTED = Set.of(
            "unique_id",
            "resource_type",
            "package_name",
            "name",
            "source_name",
            "database",
            "schema",
            "alias",
            "identifier",
            "relation_name",
            "quoting",
            "config",
            "depends_on",
            "attached_node",
            "tested_node_unique_id",
            "file_key_name",
            "refs",
            "test_metadata",
            "column_name",
            "description",
            "group",
            "owner",
            "meta",
            "tags",
            "url",
            "maturity",
            "label",
            "type",
            "original_file_path");

    /** The same few thousand ids, packages and schemas return over and over. */
    private final Map<String, String> interned = new HashMap<>();

    /** The parser stands on the node's opening brace. */
    ManifestNode read(String key, ResourceType byDefault, JsonParser parser) throws IOException, UnreadableArtifact {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        List<String> columns = new ArrayList<>();
        ArtifactStream.fields(parser, (name, p) -> {
            if (WANTED.contains(name)) {
                json.set(name, ArtifactStream.tree(p));
            } else if (name.equals("columns") && p.currentToken() == JsonToken.START_OBJECT) {
                ArtifactStream.fields(p, (column, unread) -> columns.add(intern(column)));
            }
        });
        return node(key, byDefault, json, List.copyOf(columns));
    }

    private ManifestNode node(String key, ResourceType byDefault, JsonNode json, List<String> columns) {
        JsonNode config = json.path("config");
        String uniqueId = intern(Lenient.text(json, "unique_id").orElse(key));
        ResourceType type =
                Lenient.text(json, "resource_type").map(ResourceType::of).orElse(byDefault);
        String name = Lenient.text(json, "name").orElse(uniqueId.substring(uniqueId.lastIndexOf('.') + 1));
        Map<String, String> meta = meta(json.path("meta"), config.path("meta"));
        return new ManifestNode(
                uniqueId,
                type,
                intern(Lenient.text(json, "package_name").orElse("")),
                name,
                interned(Lenient.text(json, "source_name")),
                interned(Lenient.text(json, "database")),
                interned(Lenient.text(json, "schema")),
                Lenient.text(json, "alias")
                        .or(() -> Lenient.text(json, "identifier"))
                        .orElse(name),
                Lenient.text(json, "relation_name"),
                Quoting.read(json.path("quoting")).or(Quoting.read(config.path("quoting"))),
                interned(Lenient.text(config, "materialized")),
                ids(json.path("depends_on").path("nodes")),
                interned(Lenient.text(json, "attached_node").or(() -> Lenient.text(json, "tested_node_unique_id"))),
                Lenient.text(json, "file_key_name"),
                refs(json.path("refs")),
                test(json.path("test_metadata")),
                interned(Lenient.text(json, "column_name")),
                interned(Lenient.text(config, "severity")
                        .or(() -> Lenient.text(json, "severity"))
                        .map(s -> s.toLowerCase(Locale.ROOT))),
                Lenient.text(json, "description")
                        .map(d -> d.length() > LONGEST_DESCRIPTION ? d.substring(0, LONGEST_DESCRIPTION) : d),
                interned(Lenient.text(json, "group").or(() -> Lenient.text(config, "group"))),
                owner(json.path("owner")).or(() -> ownerInMeta(meta)),
                meta,
                ids(json.path("tags")),
                columns,
                Lenient.text(json, "url"),
                Lenient.text(json, "maturity"),
                Lenient.text(json, "label"),
                Lenient.text(json, "type").filter(t -> type == ResourceType.EXPOSURE),
                Lenient.text(json, "original_file_path"));
    }

    /** `{"name": …, "email": …}`; a bare text is a name, or an e-mail where it looks like one. */
    static Optional<NodeOwner> owner(JsonNode json) {
        if (json.isTextual()) {
            return Lenient.text(json).map(NodeReader::named);
        }
        Optional<String> name = Lenient.text(json, "name");
        Optional<String> email = Lenient.texts(json.path("email")).stream().findFirst();
        return name.isEmpty() && email.isEmpty() ? Optional.empty() : Optional.of(new NodeOwner(name, email));
    }

    private static Optional<NodeOwner> ownerInMeta(Map<String, String> meta) {
        if (meta.containsKey("owner")) {
            return Optional.of(named(meta.get("owner")));
        }
        Optional<String> name = Optional.ofNullable(meta.get("owner.name"));
        Optional<String> email = Optional.ofNullable(meta.get("owner.email"));
        return name.isEmpty() && email.isEmpty() ? Optional.empty() : Optional.of(new NodeOwner(name, email));
    }

    private static NodeOwner named(String text) {
        String bare = text.startsWith("@") ? text.substring(1) : text;
        return bare.contains("@")
                ? new NodeOwner(Optional.empty(), Optional.of(bare))
                : new NodeOwner(Optional.of(bare), Optional.empty());
    }

    private static Map<String, String> meta(JsonNode node, JsonNode config) {
        Map<String, String> flat = Lenient.flat(node);
        Map<String, String> over = Lenient.flat(config);
        if (flat.isEmpty() || over.isEmpty()) {
            return flat.isEmpty() ? over : flat;
        }
        flat.putAll(over);
        return flat;
    }

    private static Optional<TestMetadata> test(JsonNode json) {
        JsonNode kwargs = json.path("kwargs");
        return Lenient.text(json, "name")
                .map(name -> new TestMetadata(
                        name,
                        Lenient.text(json, "namespace"),
                        Lenient.text(kwargs, "model"),
                        Lenient.text(kwargs, "column_name")));
    }

    /** `["orders"]`, `["package", "orders"]` (to v8) or `{"name": "orders"}` (v9 on). */
    private List<String> refs(JsonNode json) {
        List<String> refs = new ArrayList<>();
        for (JsonNode ref : json) {
            Optional<String> name = ref.isArray() && !ref.isEmpty()
                    ? Lenient.text(ref.path(ref.size() - 1))
                    : Lenient.text(ref, "name");
            name.map(this::intern).ifPresent(refs::add);
        }
        return List.copyOf(refs);
    }

    List<String> ids(JsonNode json) {
        return Lenient.texts(json).stream().map(this::intern).toList();
    }

    private Optional<String> interned(Optional<String> text) {
        return text.map(this::intern);
    }

    private String intern(String text) {
        String known = interned.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}
