package io.headwater.incident.console;

import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.incident.projection.AssetStatusQueries;
import io.headwater.incident.projection.AssetStatusView;
import io.headwater.incident.projection.HistoryEntry;
import io.headwater.incident.projection.HistoryQueries;
import io.headwater.incident.projection.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestQuery;

/** Of a check and of an asset: the incidents it was part of, and how each ended. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Needs(Role.VIEWER)
public class HistoryPages {
    private static final int LISTED = 50;

    private final HistoryQueries histories;
    private final AssetStatusQueries statuses;
    private final Clock clock;

    @Inject
    HistoryPages(HistoryQueries histories, AssetStatusQueries statuses, Clock clock) {
        this.histories = histories;
        this.statuses = statuses;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance check(String workspace, String source, String check, Page<HistoryEntry> page);

        static native TemplateInstance asset(
                String workspace, AssetStatusView asset, Page<HistoryEntry> page, Instant now);

        private Templates() {}
    }

    @GET
    @Path("incidents/{ws}/checks/{source}/{check}")
    public Uni<TemplateInstance> check(
            @PathParam("ws") String workspace,
            @PathParam("source") String source,
            @PathParam("check") String check,
            @RestQuery String cursor) {
        return histories
                .ofCheck(workspace, source, check, ConsoleResource.nullIfEmpty(cursor), LISTED)
                .map(page -> Templates.check(workspace, source, check, page));
    }

    @GET
    @Path("incidents/{ws}/assets/{urn}")
    public Uni<TemplateInstance> asset(
            @PathParam("ws") String workspace, @PathParam("urn") String urn, @RestQuery String cursor) {
        return statuses.find(workspace, urn).chain(status -> histories
                .ofAsset(workspace, urn, ConsoleResource.nullIfEmpty(cursor), LISTED)
                .map(page -> Templates.asset(workspace, status, page, clock.instant())));
    }
}
