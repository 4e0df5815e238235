package io.headwater.incident.backtest.run;

import io.headwater.access.Grant;
import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.access.TokenFilter;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A workspace's history played again as it was, beside what the log says. */
@Path("/api/replays/{ws}")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.ADMIN)
@Blocking
@Tag(name = "replay")
public class ReplayResource {
    private final PlayDesk desk;
    private final Stage stage;

    @Inject
    ReplayResource(Plays plays, Stage stage) {
        this.desk = new PlayDesk(plays, "replays");
        this.stage = stage;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Play a workspace's inputs again and compare what they say with its events on the log",
            description =
                    "Begins where the log does, with nothing or with a checkpoint; with since (ISO 8601) begins with"
                            + " the last checkpoint before. 202 with Location, where its progress and its report are; 409 while a"
                            + " replay or back-test runs on this instance. Nothing is written to any topic and nobody is told")
    public Response start(
            @PathParam("ws") String workspace,
            @QueryParam("since") String since,
            @Context ContainerRequestContext request) {
        Optional<Instant> from = AskedTime.read("since", since);
        Grant grant = (Grant) request.getProperty(TokenFilter.GRANT);
        return desk.start(workspace, grant, stage.replaying(workspace, from));
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "How far a replay is and what it found",
            description = "The instance that plays it knows it, and forgets it when it ends or after some more")
    public Play progress(@PathParam("ws") String workspace, @PathParam("id") String id) {
        return desk.find(workspace, id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "End a replay where it runs, forget it where it is over")
    public Response cancel(@PathParam("ws") String workspace, @PathParam("id") String id) {
        return desk.cancel(workspace, id);
    }
}
