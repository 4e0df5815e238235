package io.headwater.lineage.submission;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.lineage.facet.Facet;
import io.headwater.lineage.facet.Owner;
import io.headwater.lineage.facet.Statement;
import io.headwater.lineage.facet.Upstream;
import java.util.Collection;

/** Canonical JSON of what was said of assets: people as hashes, keys and lists in order; {@link AssetsReader} takes it. */
public final class AssetsWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AssetsWriter() {}

    public static ObjectNode write(Statement statement) {
        ObjectNode body = JSON.createObjectNode();
        body.put("source", statement.scope().project());
        body.put("observedAt", statement.observedAt().toString());
        body.put("replace", statement.whole());
        ArrayNode assets = body.putArray("assets");
        statement.facets().values().forEach(facet -> assets.add(write(facet)));
        statement.ended().forEach(urn -> assets.addObject().put("urn", urn).put("removed", true));
        return body;
    }

    public static ObjectNode write(Facet facet) {
        ObjectNode asset = JSON.createObjectNode();
        asset.put("urn", facet.urn());
        asset.put("type", facet.type().name());
        asset.put("name", facet.name());
        facet.description().ifPresent(text -> asset.put("description", text));
        facet.tier().ifPresent(tier -> asset.put("tier", tier));
        facet.maturity().ifPresent(text -> asset.put("maturity", text));
        facet.domain().ifPresent(text -> asset.put("domain", text));
        facet.url().ifPresent(text -> asset.put("url", text));
        ArrayNode aliases = asset.putArray("aliases");
        facet.aliases().forEach(a -> aliases.addObject().put("kind", a.kind()).put("value", a.value()));
        ArrayNode checks = asset.putArray("checks");
        facet.checks()
                .forEach(c -> texts(
                        checks.addObject()
                                .put("source", c.source())
                                .put("check", c.check())
                                .put("name", c.name())
                                .put("kind", c.kind().name())
                                .put("severity", c.severity().name()),
                        "columns",
                        c.columns()));
        ArrayNode upstreams = asset.putArray("upstreams");
        facet.upstreams().forEach(upstream -> upstreams.add(write(upstream)));
        ArrayNode owners = asset.putArray("owners");
        facet.owners().forEach(owner -> owners.add(write(owner)));
        texts(asset, "tags", facet.tags());
        texts(asset, "columns", facet.columns());
        ObjectNode meta = asset.putObject("meta");
        facet.meta().forEach(meta::put);
        return asset;
    }

    private static ObjectNode write(Upstream upstream) {
        ObjectNode node = JSON.createObjectNode().put("urn", upstream.urn());
        ArrayNode columns = node.putArray("columns");
        upstream.columns().forEach(edge -> columns.addObject()
                .put("upstreamColumn", edge.upstreamColumn())
                .put("column", edge.column()));
        return node;
    }

    private static ObjectNode write(Owner owner) {
        ObjectNode node = JSON.createObjectNode();
        owner.person().ifPresent(hash -> node.put("person", hash));
        owner.team().ifPresent(team -> node.put("team", team));
        return node;
    }

    private static void texts(ObjectNode node, String name, Collection<String> texts) {
        ArrayNode list = node.putArray(name);
        texts.forEach(list::add);
    }
}
