package io.headwater.incident.api;

import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.incident.projection.Page;
import io.headwater.incident.projection.SilenceQueries;
import io.headwater.incident.projection.SilencedView;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What silences and maintenance windows hide. */
@Path("/api/policies/{ws}/{kind: silence|maintenance}/{name}/hidden")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.VIEWER)
@Tag(name = "policies")
public class SilenceResource {
    private final SilenceQueries silences;

    @Inject
    SilenceResource(SilenceQueries silences) {
        this.silences = silences;
    }

    @GET
    @Operation(
            summary = "What a silence hid, latest first, and how each of its periods ended",
            description = "cursor: `next` of the page before; limit: 1 to 1000")
    public Uni<Page<SilencedView>> hidden(
            @PathParam("ws") String workspace,
            @PathParam("kind") String kind,
            @PathParam("name") String name,
            @RestQuery String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestQuery String limit) {
        return silences.hidden(workspace, kind + "/" + name, cursor, Limits.of(limit, 200, 1000));
    }
}
