package io.headwater.dbt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads `manifest.json` of any dbt version, sections in any order, in one pass. */
public final class ManifestReader {
    private static final Map<String, ResourceType> SECTIONS = Map.of(
            "nodes", ResourceType.OTHER,
            "sources", ResourceType.SOURCE,
            "exposures", ResourceType.EXPOSURE,
            "metrics", ResourceType.METRIC,
            "semantic_models", ResourceType.SEMANTIC_MODEL,
            "saved_queries", ResourceType.SAVED_QUERY,
            "unit_tests", ResourceType.UNIT_TEST,
            "functions", ResourceType.FUNCTION);

    private final NodeReader nodeReader = new NodeReader();
    private final Map<String, ManifestNode> nodes = new LinkedHashMap<>();
    private final Map<String, Optional<NodeOwner>> groups = new LinkedHashMap<>();
    private final Map<String, List<String>> parents = new HashMap<>();
    private final List<ArtifactFault> faults = new ArrayList<>();
    private ArtifactMetadata metadata = ArtifactMetadata.NONE;
    private boolean sawNodes;

    private ManifestReader() {}

    /**
     * The manifest in the stream; memory grows with the number of nodes, not with the size of the document.
     *
     * @throws UnreadableArtifact where the document is not JSON in UTF-8, cut short, or no manifest
     * @throws IOException where the stream itself fails
     */
    public static Manifest read(InputStream in) throws IOException, UnreadableArtifact {
        ManifestReader reader = new ManifestReader();
        ArtifactStream.read(in, reader::section);
        return reader.finish();
    }

    private void section(String name, JsonParser parser) throws IOException, UnreadableArtifact {
        boolean object = parser.currentToken() == JsonToken.START_OBJECT;
        if (name.equals("metadata") && object) {
            metadata = ArtifactMetadata.read(ArtifactStream.tree(parser));
            ResultsStream.requireKind(metadata, "manifest");
        } else if (SECTIONS.containsKey(name) && object) {
            sawNodes |= name.equals("nodes");
            ArtifactStream.fields(parser, (key, p) -> element(name, key, p));
        } else if (name.equals("groups") && object) {
            ArtifactStream.fields(parser, (key, p) -> group(key, ArtifactStream.tree(p)));
        } else if (name.equals("parent_map") && object) {
            ArtifactStream.fields(parser, (key, p) -> parents.put(key, nodeReader.ids(ArtifactStream.tree(p))));
        }
    }

    private void element(String section, String key, JsonParser parser) throws IOException, UnreadableArtifact {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            faults.add(new ArtifactFault(section + "[" + key + "]", "must be an object"));
            return;
        }
        ResourceType byDefault = SECTIONS.get(section);
        ManifestNode node =
                nodeReader.read(key, byDefault == ResourceType.OTHER ? ResourceType.ofId(key) : byDefault, parser);
        if (node.uniqueId().length() > ArtifactFault.LONGEST_ID || node.alias().length() > ArtifactFault.LONGEST_ID) {
            faults.add(ArtifactFault.tooLong(section + "[" + key.substring(0, Math.min(80, key.length())) + "…]"));
            return;
        }
        nodes.put(node.uniqueId(), node);
    }

    private void group(String key, JsonNode json) {
        groups.put(Lenient.text(json, "name").orElse(key), NodeReader.owner(json.path("owner")));
    }

    private Manifest finish() throws UnreadableArtifact {
        if (!sawNodes) {
            throw new UnreadableArtifact(new ArtifactFault("nodes", "a manifest has an object 'nodes'; this has none"));
        }
        nodes.replaceAll((id, node) -> node.dependsOn().isEmpty()
                        && !parents.getOrDefault(id, List.of()).isEmpty()
                ? node.withDependsOn(parents.get(id))
                : node);
        return new Manifest(
                metadata, Collections.unmodifiableMap(nodes), Collections.unmodifiableMap(groups), List.copyOf(faults));
    }
}
