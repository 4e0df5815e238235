package io.headwater.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * What a folder of dbt artifacts says, read for the tests in the plainest way and by none of the product's code: what the
 * product makes of it is held against this.
 */
final class Artifacts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> RELATIONS = Set.of("model", "seed", "snapshot", "source");

    private final Path folder;
    private final JsonNode manifest;
    private final Map<String, JsonNode> nodes = new TreeMap<>();

    Artifacts(Path folder) {
        this.folder = folder;
        this.manifest = read("manifest.json.gz");
        for (String section : new String[] {"nodes", "sources", "exposures"}) {
            manifest.path(section)
                    .fields()
                    .forEachRemaining(entry -> nodes.put(entry.getKey(), (JsonNode) entry.getValue()));
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    boolean has(String name) {
        return Files.exists(file(name));
    }

    String dbtVersion() {
        return manifest.path("metadata").path("dbt_version").asText();
    }

    /** `v12`, from the schema's URL. */
    String manifestVersion() {
        return manifest.path("metadata").path("dbt_schema_version").asText().replaceFirst(".*/(v\\d+)\\.json", "$1");
    }

    /** How many relations and exposures it names; ephemeral models, tests and hooks are no assets. */
    int assets() {
        return new HashSet<>(assetOf().values()).size();
    }

    /** How many distinct pairs of an asset and its direct upstream, ephemeral models passed through. */
    int edges() {
        Map<String, String> assets = assetOf();
        Set<String> edges = new HashSet<>();
        assets.forEach((id, asset) -> {
            for (String upstream : upstreamAssets(id, assets, new HashSet<>())) {
                if (!upstream.equals(asset)) {
                    edges.add(upstream + " > " + asset);
                }
            }
        });
        return edges.size();
    }

    /** How many results of each status word there are. */
    Map<String, Integer> statuses() {
        Map<String, Integer> counts = new TreeMap<>();
        read("run_results.json.gz")
                .path("results")
                .forEach(result -> counts.merge(result.path("status").asText(), 1, Integer::sum));
        return counts;
    }

    /** How many results name no node: dbt always does, somebody edited the file. */
    int nameless() {
        int[] count = {0};
        read("run_results.json.gz")
                .path("results")
                .forEach(result -> count[0] += result.path("unique_id").asText().isEmpty() ? 1 : 0);
        return count[0];
    }

    private Map<String, String> assetOf() {
        Map<String, String> assets = new HashMap<>();
        nodes.forEach((id, node) -> {
            String type = node.path("resource_type").asText(id.substring(0, id.indexOf('.')));
            if (type.equals("exposure")) {
                assets.put(id, id);
            } else if (RELATIONS.contains(type) && !isEphemeral(node)) {
                assets.put(id, relation(node));
            }
        });
        return assets;
    }

    private static boolean isEphemeral(JsonNode node) {
        return node.path("config").path("materialized").asText().equals("ephemeral");
    }

    private static String relation(JsonNode node) {
        String name = node.path("alias")
                .asText(node.path("identifier").asText(node.path("name").asText()));
        return (node.path("database").asText() + "." + node.path("schema").asText() + "." + name)
                .toLowerCase(Locale.ROOT);
    }

    private Set<String> upstreamAssets(String id, Map<String, String> assets, Set<String> seen) {
        Set<String> found = new TreeSet<>();
        nodes.get(id).path("depends_on").path("nodes").forEach(parent -> {
            String up = parent.asText();
            if (assets.containsKey(up)) {
                found.add(assets.get(up));
            } else if (nodes.containsKey(up) && isEphemeral(nodes.get(up)) && seen.add(up)) {
                found.addAll(upstreamAssets(up, assets, seen));
            }
        });
        return found;
    }

    private JsonNode read(String name) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file(name)))) {
            return JSON.readTree(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(file(name).toString(), failure);
        }
    }
}
