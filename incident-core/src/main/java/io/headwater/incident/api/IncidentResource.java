package io.headwater.incident.api;

import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.incident.projection.AlertView;
import io.headwater.incident.projection.ImpactView;
import io.headwater.incident.projection.IncidentFilter;
import io.headwater.incident.projection.IncidentQueries;
import io.headwater.incident.projection.IncidentView;
import io.headwater.incident.projection.Page;
import io.headwater.incident.projection.PastQueries;
import io.headwater.incident.projection.SimilarIncident;
import io.headwater.incident.projection.SimilarQueries;
import io.headwater.incident.projection.TimelineEntry;
import io.headwater.incident.projection.ViewerView;
import io.headwater.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What is known of incidents. */
@Path("/api/incidents/{ws}")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.VIEWER)
@Tag(name = "incidents")
public class IncidentResource {
    private final IncidentQueries incidents;
    private final PastQueries past;
    private final SimilarQueries similar;

    @Inject
    IncidentResource(IncidentQueries incidents, PastQueries past, SimilarQueries similar) {
        this.incidents = incidents;
        this.past = past;
        this.similar = similar;
    }

    @GET
    @Operation(
            summary = "Search incidents, latest first",
            description =
                    "status: open, resolved, all or one state in capitals; owner: a person or team; asset: a URN or alias;"
                            + " q: words of anything said or done, \"in a row\", -without, this or that; sort: time or"
                            + " relevance; at: as they stood then, ISO 8601 in UTC (asset and q: as known today); cursor:"
                            + " `next` of the page before; limit: 1 to 200")
    public Uni<Page<IncidentView>> list(
            @PathParam("ws") String workspace,
            @RestQuery String status,
            @RestQuery String priority,
            @RestQuery String owner,
            @RestQuery String asset,
            @RestQuery String q,
            @RestQuery String sort,
            @RestQuery String at,
            @RestQuery String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestQuery String limit) {
        IncidentFilter filter = IncidentFilter.of(status, priority, owner, asset, q, sort);
        int most = Limits.of(limit, 50, 200);
        return Times.at(at)
                .map(then -> past.list(workspace, filter, then, cursor, most))
                .orElseGet(() -> incidents.list(workspace, filter, cursor, most));
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "One incident",
            description =
                    "The id of a merged incident answers as its survivor; at: as it stood then, ISO 8601 in UTC, here"
                            + " and below; 404 where it was not there yet")
    public Uni<IncidentView> one(@PathParam("ws") String workspace, @PathParam("id") String id, @RestQuery String at) {
        return Times.at(at)
                .map(then -> known(past.find(workspace, id, then), workspace, id, then))
                .orElseGet(() -> known(incidents.find(workspace, id), workspace, id));
    }

    @GET
    @Path("/{id}/timeline")
    @Operation(summary = "What happened, in order")
    public Uni<Page<TimelineEntry>> timeline(
            @PathParam("ws") String workspace,
            @PathParam("id") String id,
            @RestQuery String at,
            @RestQuery String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestQuery String limit) {
        int most = Limits.of(limit, 500, 2000);
        return Times.at(at)
                .map(then -> known(past.timeline(workspace, id, then, cursor, most), workspace, id, then))
                .orElseGet(() -> known(incidents.timeline(workspace, id, cursor, most), workspace, id));
    }

    @GET
    @Path("/{id}/impact")
    @Operation(summary = "The blast radius: affected assets, nearest first")
    public Uni<ImpactView> impact(
            @PathParam("ws") String workspace,
            @PathParam("id") String id,
            @RestQuery String at,
            @RestQuery String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestQuery String limit) {
        int most = Limits.of(limit, 1000, 10_000);
        return Times.at(at)
                .map(then -> known(past.impact(workspace, id, then, cursor, most), workspace, id, then))
                .orElseGet(() -> known(incidents.impact(workspace, id, cursor, most), workspace, id));
    }

    @GET
    @Path("/{id}/viewers")
    @Operation(summary = "Who opened an affected asset while it was broken")
    public Uni<Page<ViewerView>> viewers(
            @PathParam("ws") String workspace,
            @PathParam("id") String id,
            @RestQuery String at,
            @RestQuery String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestQuery String limit) {
        int most = Limits.of(limit, 500, 2000);
        return Times.at(at)
                .map(then -> known(past.viewers(workspace, id, then, cursor, most), workspace, id, then))
                .orElseGet(() -> known(incidents.viewers(workspace, id, cursor, most), workspace, id));
    }

    @GET
    @Path("/{id}/alerts")
    @Operation(summary = "The alerts of an incident, causes first")
    public Uni<Page<AlertView>> alerts(
            @PathParam("ws") String workspace,
            @PathParam("id") String id,
            @RestQuery String at,
            @RestQuery String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestQuery String limit) {
        int most = Limits.of(limit, 500, 2000);
        return Times.at(at)
                .map(then -> known(past.alerts(workspace, id, then, cursor, most), workspace, id, then))
                .orElseGet(() -> known(incidents.alerts(workspace, id, cursor, most), workspace, id));
    }

    @GET
    @Path("/{id}/similar")
    @Operation(
            summary = "Past incidents like it, the most alike first",
            description =
                    "Opened before it or resolved; each with a score from 0 to 1, what they have in common and how"
                            + " it was resolved; at: only those resolved by then; limit: 1 to 50")
    public Uni<Page<SimilarIncident>> similar(
            @PathParam("ws") String workspace,
            @PathParam("id") String id,
            @RestQuery String at,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestQuery String limit) {
        int most = Limits.of(limit, 10, 50);
        return Times.at(at)
                .map(then -> known(similar.find(workspace, id, then, most), workspace, id, then))
                .orElseGet(() -> known(similar.find(workspace, id, most), workspace, id));
    }

    private static <T> Uni<T> known(Uni<Optional<T>> answer, String workspace, String id, Instant at) {
        return known(answer, workspace, id, " at " + at);
    }

    static <T> Uni<T> known(Uni<Optional<T>> answer, String workspace, String id) {
        return known(answer, workspace, id, "");
    }

    private static <T> Uni<T> known(Uni<Optional<T>> answer, String workspace, String id, String when) {
        return answer.map(found -> found.orElseThrow(
                () -> Problem.notFound("no incident '" + id + "' in workspace '" + workspace + "'" + when)
                        .asException()));
    }
}
