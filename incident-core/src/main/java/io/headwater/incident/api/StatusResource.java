package io.headwater.incident.api;

import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.incident.projection.AssetStatusQueries;
import io.headwater.incident.projection.AssetStatusView;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether assets can be trusted now. */
@Path("/api/status/{ws}/assets")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.VIEWER)
@Tag(name = "status")
public class StatusResource {
    private final AssetStatusQueries statuses;

    @Inject
    StatusResource(AssetStatusQueries statuses) {
        this.statuses = statuses;
    }

    @GET
    @Path("/{urn}")
    @Operation(
            summary = "up, degraded or down, since when, by which incident",
            description =
                    "urn: percent-encoded; an alias (kind:value) does as well. An asset nothing was ever said about is up")
    public Uni<AssetStatusView> one(@PathParam("ws") String workspace, @PathParam("urn") String urn) {
        return statuses.find(workspace, urn);
    }
}
