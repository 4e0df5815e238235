package io.headwater.lineage.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.lineage.facet.Alias;
import io.headwater.lineage.facet.AssetFacets;
import io.headwater.lineage.facet.Facet;
import io.headwater.lineage.facet.MergedAsset;
import io.headwater.lineage.facet.Owner;
import io.headwater.lineage.facet.Upstream;
import io.headwater.schema.Person;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of an asset and of a person. */
@Singleton
class CatalogueRows {
    /** What an index of the database takes with room to spare, in bytes. */
    private static final int KEY_BYTES = 2_000;

    private final ObjectMapper json;

    @Inject
    CatalogueRows(ObjectMapper json) {
        this.json = json;
    }

    /** Whether the text can be part of a key. */
    static boolean isKey(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= KEY_BYTES && text.indexOf('\0') < 0;
    }

    /** All rows of one asset. */
    List<Object> of(String workspace, AssetFacets asset) {
        Facet merged = MergedAsset.of(asset).facet();
        List<Object> rows = new ArrayList<>();
        rows.add(assetRow(workspace, asset, merged));
        merged.aliases().stream()
                .map(Alias::toString)
                .filter(CatalogueRows::isKey)
                .forEach(alias -> rows.add(aliasRow(workspace, asset.urn(), alias)));
        merged.upstreams().stream()
                .map(Upstream::urn)
                .filter(CatalogueRows::isKey)
                .forEach(upstream -> rows.add(edgeRow(workspace, upstream, asset.urn())));
        merged.owners().stream()
                .flatMap(owner -> ownerRows(workspace, asset.urn(), owner))
                .forEach(rows::add);
        return rows;
    }

    CataloguePerson of(Person person) {
        CataloguePerson row = new CataloguePerson();
        row.workspace = person.getWorkspace();
        row.person = person.getPerson();
        row.name = clean(person.getName());
        row.email = clean(person.getEmail());
        row.slackId = clean(person.getSlackId());
        row.jiraId = clean(person.getJiraId());
        row.searchText = SearchWords.of(Stream.of(row.name, row.email)
                .flatMap(text -> Optional.ofNullable(text).stream())
                .toList());
        return row;
    }

    private CatalogueAsset assetRow(String workspace, AssetFacets asset, Facet merged) {
        CatalogueAsset row = new CatalogueAsset();
        row.workspace = workspace;
        row.urn = asset.urn();
        row.type = merged.type().name();
        row.name = clean(merged.name());
        row.tier = merged.tier().isPresent() ? merged.tier().getAsInt() : null;
        row.domain = clean(merged.domain().orElse(null));
        row.facets = write(asset);
        List<String> texts = new ArrayList<>(List.of(merged.name(), asset.urn()));
        merged.aliases().forEach(alias -> texts.add(alias.value()));
        texts.addAll(merged.tags());
        merged.owners().forEach(owner -> owner.team().ifPresent(texts::add));
        merged.domain().ifPresent(texts::add);
        row.searchText = SearchWords.of(texts);
        return row;
    }

    private static CatalogueAlias aliasRow(String workspace, String urn, String alias) {
        CatalogueAlias row = new CatalogueAlias();
        row.workspace = workspace;
        row.urn = urn;
        row.alias = alias;
        return row;
    }

    private static CatalogueEdge edgeRow(String workspace, String upstream, String downstream) {
        CatalogueEdge row = new CatalogueEdge();
        row.workspace = workspace;
        row.upstream = upstream;
        row.downstream = downstream;
        return row;
    }

    private static Stream<CatalogueOwner> ownerRows(String workspace, String urn, Owner owner) {
        return Stream.concat(
                owner.person().stream().map(hash -> ownerRow(workspace, urn, "person:" + hash, hash)),
                owner.team().filter(CatalogueRows::isKey).stream()
                        .map(team -> ownerRow(workspace, urn, "team:" + team, null)));
    }

    private static CatalogueOwner ownerRow(String workspace, String urn, String owner, String person) {
        CatalogueOwner row = new CatalogueOwner();
        row.workspace = workspace;
        row.urn = urn;
        row.owner = owner;
        row.person = person;
        return row;
    }

    private String write(AssetFacets asset) {
        try {
            return json.writeValueAsString(asset);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("facets are plain values", impossible);
        }
    }

    AssetFacets read(String facets) {
        try {
            return json.readValue(facets, AssetFacets.class);
        } catch (JsonProcessingException stale) {
            throw new IllegalStateException("a catalogue row cannot be read; rebuild the catalogue", stale);
        }
    }

    /** A text without what PostgreSQL cannot keep. */
    private static String clean(String text) {
        return text == null ? null : text.replace("\0", "");
    }
}
