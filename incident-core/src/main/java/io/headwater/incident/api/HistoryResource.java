package io.headwater.incident.api;

import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.incident.projection.HistoryEntry;
import io.headwater.incident.projection.HistoryQueries;
import io.headwater.incident.projection.IncidentMetrics;
import io.headwater.incident.projection.MetricsQueries;
import io.headwater.incident.projection.Page;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What incidents taken together tell: of a check, of an asset, of a workspace. */
@Path("/api/incidents/{ws}")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.VIEWER)
@Tag(name = "history")
public class HistoryResource {
    private static final Duration USUAL_WINDOW = Duration.ofDays(30);

    private final HistoryQueries histories;
    private final MetricsQueries metrics;
    private final Clock clock;

    @Inject
    HistoryResource(HistoryQueries histories, MetricsQueries metrics, Clock clock) {
        this.histories = histories;
        this.metrics = metrics;
        this.clock = clock;
    }

    @GET
    @Path("/checks/{source}/{check}/history")
    @Operation(
            summary = "The incidents a check was part of, latest first, and how each ended",
            description =
                    "check: the source's own id, percent-encoded; cursor: `next` of the page before; limit: 1 to 200")
    public Uni<Page<HistoryEntry>> check(
            @PathParam("ws") String workspace,
            @PathParam("source") String source,
            @PathParam("check") String check,
            @RestQuery String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestQuery String limit) {
        return histories.ofCheck(workspace, source, check, cursor, Limits.of(limit, 50, 200));
    }

    @GET
    @Path("/assets/{urn}/history")
    @Operation(
            summary = "The incidents an asset was part of, latest first, and how each ended",
            description =
                    "urn: percent-encoded, an alias (kind:value) does as well; cursor: `next` of the page before; limit: 1 to 200")
    public Uni<Page<HistoryEntry>> asset(
            @PathParam("ws") String workspace,
            @PathParam("urn") String urn,
            @RestQuery String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestQuery String limit) {
        return histories.ofAsset(workspace, urn, cursor, Limits.of(limit, 50, 200));
    }

    @GET
    @Path("/metrics")
    @Operation(
            summary = "Times to acknowledge and to resolve, alerts per incident and per page, the noisiest checks",
            description = "Of the incidents opened in [from, to), ISO 8601 in UTC; the last 30 days where not given")
    public Uni<IncidentMetrics> metrics(
            @PathParam("ws") String workspace, @RestQuery String from, @RestQuery String to) {
        Instant until = to == null ? clock.instant() : Times.clamped(Times.of("to", to));
        Instant since = from == null ? until.minus(USUAL_WINDOW) : Times.clamped(Times.of("from", from));
        if (!since.isBefore(until)) {
            throw Fields.wrong("from", "must be before to");
        }
        return metrics.of(workspace, since, until);
    }
}
