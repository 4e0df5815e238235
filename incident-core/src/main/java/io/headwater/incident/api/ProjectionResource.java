package io.headwater.incident.api;

import io.headwater.access.Grant;
import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.access.TokenFilter;
import io.headwater.incident.projection.ProjectionRebuild;
import io.headwater.incident.projection.Rebuild;
import io.headwater.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The projection as operators see it; it holds every workspace, so a token of one is not enough. */
@Path("/api/projection/rebuild")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.ADMIN)
@Blocking
@Tag(name = "projection")
public class ProjectionResource {
    private static final URI HERE = URI.create("/api/projection/rebuild");

    private final ProjectionRebuild rebuild;

    @Inject
    ProjectionResource(ProjectionRebuild rebuild) {
        this.rebuild = rebuild;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Build the projection anew from the log while this one serves",
            description = "202 with Location, where its progress is; 409 while one runs")
    public Response start(@Context ContainerRequestContext request) {
        Grant grant = ofAll(request);
        Rebuild begun = rebuild.start(grant.who())
                .orElseThrow(() -> Problem.conflict("a rebuild runs already; GET " + HERE + " says how far it is")
                        .asException());
        return Response.accepted(begun).location(HERE).build();
    }

    @GET
    @Operation(summary = "How far the rebuild is that runs, or how the last one ended")
    public Rebuild progress(@Context ContainerRequestContext request) {
        ofAll(request);
        return rebuild.latest();
    }

    private static Grant ofAll(ContainerRequestContext request) {
        Grant grant = (Grant) request.getProperty(TokenFilter.GRANT);
        if (!grant.allowsWorkspace(Grant.EVERYWHERE)) {
            throw Problem.forbidden("this needs a token that is good for every workspace")
                    .asException();
        }
        return grant;
    }
}
