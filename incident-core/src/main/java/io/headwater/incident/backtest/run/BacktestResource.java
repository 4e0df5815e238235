package io.headwater.incident.backtest.run;

import io.headwater.access.Grant;
import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.access.TokenFilter;
import io.headwater.identity.PersonHash;
import io.headwater.incident.policy.registry.DraftPolicies;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A workspace's history under other policies, beside what happened. */
@Path("/api/backtests/{ws}")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.ADMIN)
@Blocking
@Tag(name = "backtest")
public class BacktestResource {
    private final PlayDesk desk;
    private final Stage stage;
    private final Clock clock;
    private final BacktestRequest.Reader reader;

    @Inject
    BacktestResource(
            Plays plays, Stage stage, Clock clock, @ConfigProperty(name = "headwater.people.key") String peopleKey) {
        this.desk = new PlayDesk(plays, "backtests");
        this.stage = stage;
        this.clock = clock;
        this.reader = new BacktestRequest.Reader(new DraftPolicies(new PersonHash(peopleKey)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say what would have happened under other policies",
            description = "{\"policies\": [{\"file\", \"policy\": \"kind/name\", \"text\": YAML or JSON}…], \"since\":"
                    + " ISO 8601, \"until\": ISO 8601}. The policies are in force from the beginning in place of all of"
                    + " their kinds; since and until bound what is compared, not what is played. 202 with Location, where"
                    + " its progress and its report are; 409 while a replay or back-test runs on this instance; 400 names"
                    + " file and line of what is wrong. Nothing is written to any topic and nobody is told")
    public Response start(
            @PathParam("ws") String workspace, BacktestRequest body, @Context ContainerRequestContext request) {
        BacktestRequest.Asked asked = reader.read(body);
        Grant grant = (Grant) request.getProperty(TokenFilter.GRANT);
        return desk.start(
                workspace, grant, stage.backtesting(workspace, asked.trial(), asked.window(), clock.instant()));
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "How far a back-test is and what it found",
            description = "The instance that plays it knows it, and forgets it when it ends or after some more")
    public Play progress(@PathParam("ws") String workspace, @PathParam("id") String id) {
        return desk.find(workspace, id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "End a back-test where it runs, forget it where it is over")
    public Response cancel(@PathParam("ws") String workspace, @PathParam("id") String id) {
        return desk.cancel(workspace, id);
    }
}
