package io.headwater.lineage.api;

import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.lineage.catalogue.Catalogue;
import io.headwater.lineage.catalogue.Streams;
import io.headwater.lineage.facet.AssetFacets;
import io.headwater.lineage.facet.AssetType;
import io.headwater.lineage.facet.MergedAsset;
import io.headwater.lineage.facet.Owner;
import io.headwater.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The catalogue over HTTP. URNs in paths are percent-encoded; an alias (`kind:value`) does as well. */
@Path("/api/lineage/{ws}")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.VIEWER)
public class CatalogueResource {
    private static final int MOST = 500;

    private final Catalogue catalogue;
    private final Streams streams;

    @Inject
    public CatalogueResource(Catalogue catalogue, Streams streams) {
        this.catalogue = catalogue;
        this.streams = streams;
    }

    /** A page of assets; `next` is passed back as `cursor`. */
    public record Page(List<Catalogue.Found> items, String next) {}

    @GET
    @Path("/assets")
    @Operation(summary = "Searches assets by name, alias, tag, team or owner")
    public Uni<Page> search(
            @PathParam("ws") String workspace,
            @QueryParam("q") @DefaultValue("") String words,
            @QueryParam("type") String type,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("limit") @DefaultValue("50")
                    String most,
            @QueryParam("cursor") String cursor) {
        int limit = whole("limit", most, MOST);
        Optional<Catalogue.Place> after = Optional.ofNullable(cursor).map(Cursor::read);
        Catalogue.Search search = new Catalogue.Search(
                workspace, words, Optional.ofNullable(type).map(CatalogueResource::type), after, limit + 1);
        return catalogue.search(search).map(found -> {
            if (found.size() <= limit) {
                return new Page(found, null);
            }
            List<Catalogue.Found> page = found.subList(0, limit);
            return new Page(page, Cursor.write(page.get(limit - 1)));
        });
    }

    @GET
    @Path("/assets/{urn}")
    @Operation(summary = "All that is known of one asset")
    public Uni<AssetView> asset(@PathParam("ws") String workspace, @PathParam("urn") String name) {
        return known(workspace, name)
                .flatMap(urn -> catalogue.find(workspace, urn))
                .map(found -> found.orElseThrow(() -> unknown(workspace, name)))
                .flatMap(asset -> view(workspace, asset));
    }

    @GET
    @Path("/assets/{urn}/upstream")
    @Operation(summary = "What feeds the asset, nearest first")
    public Uni<Streams.Reach> upstream(
            @PathParam("ws") String workspace,
            @PathParam("urn") String name,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("depth") @DefaultValue("20")
                    String depth) {
        return walk(workspace, name, Streams.Direction.UPSTREAM, depth);
    }

    @GET
    @Path("/assets/{urn}/downstream")
    @Operation(summary = "What the asset feeds, nearest first")
    public Uni<Streams.Reach> downstream(
            @PathParam("ws") String workspace,
            @PathParam("urn") String name,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("depth") @DefaultValue("20")
                    String depth) {
        return walk(workspace, name, Streams.Direction.DOWNSTREAM, depth);
    }

    private Uni<Streams.Reach> walk(String workspace, String name, Streams.Direction direction, String depth) {
        int hops = whole("depth", depth, Streams.DEEPEST);
        // What is only named by others can be walked from too.
        return catalogue
                .resolve(workspace, name)
                .flatMap(urn -> streams.from(workspace, urn.orElse(name), direction, hops));
    }

    private Uni<AssetView> view(String workspace, AssetFacets asset) {
        List<String> hashes = MergedAsset.of(asset).facet().owners().stream()
                .map(Owner::person)
                .flatMap(Optional::stream)
                .toList();
        return catalogue.people(workspace, hashes).map(people -> AssetView.of(asset, people));
    }

    private Uni<String> known(String workspace, String name) {
        return catalogue.resolve(workspace, name).map(urn -> urn.orElseThrow(() -> unknown(workspace, name)));
    }

    private static RuntimeException unknown(String workspace, String name) {
        return Problem.notFound("workspace " + workspace + " knows no asset '" + name + "'")
                .asException();
    }

    private static AssetType type(String name) {
        try {
            return AssetType.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw field("type", "must be one of " + Arrays.toString(AssetType.values()));
        }
    }

    /** JAX-RS itself answers 404 to a number that is none. */
    private static int whole(String name, String text, int most) {
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw field(name, "must be a whole number from 1 to " + most);
    }

    static RuntimeException field(String name, String rule) {
        return Problem.malformed(name + " " + rule, new Problem.FieldError(name, rule))
                .asException();
    }
}
