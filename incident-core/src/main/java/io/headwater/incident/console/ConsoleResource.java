package io.headwater.incident.console;

import io.headwater.access.Grant;
import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.access.TokenFilter;
import io.headwater.incident.projection.AlertView;
import io.headwater.incident.projection.ImpactView;
import io.headwater.incident.projection.IncidentFilter;
import io.headwater.incident.projection.IncidentQueries;
import io.headwater.incident.projection.IncidentView;
import io.headwater.incident.projection.Page;
import io.headwater.incident.projection.SimilarIncident;
import io.headwater.incident.projection.SimilarQueries;
import io.headwater.incident.projection.TimelineEntry;
import io.headwater.incident.projection.ViewerView;
import io.headwater.incident.projection.WorkspaceQueries;
import io.headwater.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The pages. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Needs(Role.VIEWER)
public class ConsoleResource {
    private static final int LISTED = 100;
    private static final int SHOWN = 1_000;
    private static final int SIMILAR = 5;

    private final IncidentQueries incidents;
    private final SimilarQueries similar;
    private final WorkspaceQueries workspaces;
    private final Clock clock;

    @Inject
    ConsoleResource(IncidentQueries incidents, SimilarQueries similar, WorkspaceQueries workspaces, Clock clock) {
        this.incidents = incidents;
        this.similar = similar;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** What a list page shows beside the incidents. */
    public record Choice(String workspace, String status, String priority, String q) {}

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance workspaces(List<String> workspaces);

        static native TemplateInstance incidents(Choice choice, Page<IncidentView> page, Instant now);

        static native TemplateInstance rows(Choice choice, Page<IncidentView> page, Instant now);

        static native TemplateInstance incident(
                IncidentView incident,
                Page<AlertView> alerts,
                Page<ViewerView> viewers,
                Page<TimelineEntry> timeline,
                Page<SimilarIncident> similar,
                Instant now);

        private Templates() {}
    }

    @GET
    public Uni<Response> home(@Context ContainerRequestContext request) {
        Grant grant = (Grant) request.getProperty(TokenFilter.GRANT);
        return workspaces.all().map(all -> {
            List<String> allowed = all.stream().filter(grant::allowsWorkspace).toList();
            return allowed.size() == 1
                    ? Response.seeOther(URI.create("/incidents/" + allowed.get(0)))
                            .build()
                    : Response.ok(Templates.workspaces(allowed)).build();
        });
    }

    @GET
    @Path("incidents/{ws}")
    public Uni<TemplateInstance> list(
            @PathParam("ws") String workspace,
            @RestQuery String status,
            @RestQuery String priority,
            @RestQuery String q,
            @RestQuery String cursor,
            @RestQuery boolean rows) {
        Choice choice = new Choice(workspace, status == null ? "open" : status, orNone(priority), orNone(q));
        IncidentFilter filter =
                IncidentFilter.of(choice.status(), nullIfEmpty(priority), null, null, nullIfEmpty(q), null);
        return incidents
                .list(workspace, filter, nullIfEmpty(cursor), LISTED)
                .map(page -> rows
                        ? Templates.rows(choice, page, clock.instant())
                        : Templates.incidents(choice, page, clock.instant()));
    }

    @GET
    @Path("incidents/{ws}/{id}")
    public Uni<TemplateInstance> incident(@PathParam("ws") String workspace, @PathParam("id") String id) {
        return Uni.combine()
                .all()
                .unis(
                        incidents.find(workspace, id),
                        incidents.alerts(workspace, id, null, SHOWN),
                        incidents.viewers(workspace, id, null, SHOWN),
                        incidents.timeline(workspace, id, null, SHOWN),
                        similar.find(workspace, id, SIMILAR))
                .asTuple()
                .map(found -> Templates.incident(
                        known(found.getItem1(), id),
                        known(found.getItem2(), id),
                        known(found.getItem3(), id),
                        known(found.getItem4(), id),
                        known(found.getItem5(), id),
                        clock.instant()));
    }

    @GET
    @Path("incidents/{ws}/{id}/graph")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<BlastGraph> graph(@PathParam("ws") String workspace, @PathParam("id") String id) {
        return Uni.combine()
                .all()
                .unis(
                        incidents.find(workspace, id),
                        incidents.impact(workspace, id, null, SHOWN),
                        incidents.alerts(workspace, id, null, SHOWN))
                .asTuple()
                .map(found -> {
                    ImpactView impact = known(found.getItem2(), id);
                    List<AlertView> alerts = known(found.getItem3(), id).items();
                    return BlastGraph.of(known(found.getItem1(), id), impact, alerts);
                });
    }

    private static <T> T known(Optional<T> found, String id) {
        return found.orElseThrow(
                () -> Problem.notFound("no incident '" + id + "' here").asException());
    }

    private static String nullIfEmpty(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String orNone(String text) {
        return text == null ? "" : text;
    }
}
