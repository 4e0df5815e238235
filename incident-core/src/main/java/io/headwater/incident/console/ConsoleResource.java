package io.headwater.incident.console;

import io.headwater.access.Grant;
import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.access.TokenFilter;
import io.headwater.incident.api.Times;
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

/** The list of incidents, and an incident. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Needs(Role.VIEWER)
public class ConsoleResource {
    private static final int LISTED = 100;
    private static final int SHOWN = 1_000;
    private static final int SIMILAR = 5;
    /** Whoever opens a session within a request may be given the one that is open: two at once would share it. */
    private static final int ONE_BY_ONE = 1;

    private final IncidentQueries incidents;
    private final PastQueries past;
    private final SimilarQueries similar;
    private final WorkspaceQueries workspaces;
    private final Clock clock;

    @Inject
    ConsoleResource(
            IncidentQueries incidents,
            PastQueries past,
            SimilarQueries similar,
            WorkspaceQueries workspaces,
            Clock clock) {
        this.incidents = incidents;
        this.past = past;
        this.similar = similar;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /**
     * What a list page shows beside the incidents.
     *
     * @param at as they stood then; null: now
     */
    public record Choice(String workspace, String status, String priority, String q, Instant at) {}

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
                Instant at);

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
            @RestQuery String at,
            @RestQuery String cursor,
            @RestQuery boolean rows) {
        Optional<Instant> then = Times.at(nullIfEmpty(at));
        Choice choice =
                new Choice(workspace, status == null ? "open" : status, orNone(priority), orNone(q), then.orElse(null));
        IncidentFilter filter =
                IncidentFilter.of(choice.status(), nullIfEmpty(priority), null, null, nullIfEmpty(q), null);
        Instant now = then.orElseGet(clock::instant);
        return then.map(moment -> past.list(workspace, filter, moment, nullIfEmpty(cursor), LISTED))
                .orElseGet(() -> incidents.list(workspace, filter, nullIfEmpty(cursor), LISTED))
                .map(page -> rows ? Templates.rows(choice, page, now) : Templates.incidents(choice, page, now));
    }

    /** @param at shows it as it stood then, as above */
    @GET
    @Path("incidents/{ws}/{id}")
    public Uni<TemplateInstance> incident(
            @PathParam("ws") String workspace, @PathParam("id") String id, @RestQuery String at) {
        Optional<Instant> then = Times.at(nullIfEmpty(at));
        return Uni.combine()
                .all()
                .unis(
                        find(workspace, id, then),
                        alerts(workspace, id, then),
                        then.map(moment -> past.viewers(workspace, id, moment, null, SHOWN))
                                .orElseGet(() -> incidents.viewers(workspace, id, null, SHOWN)),
                        then.map(moment -> past.timeline(workspace, id, moment, null, SHOWN))
                                .orElseGet(() -> incidents.timeline(workspace, id, null, SHOWN)),
                        then.map(moment -> similar.find(workspace, id, moment, SIMILAR))
                                .orElseGet(() -> similar.find(workspace, id, SIMILAR)))
                .usingConcurrencyOf(ONE_BY_ONE)
                .asTuple()
                .map(found -> Templates.incident(
                        known(found.getItem1(), id),
                        known(found.getItem2(), id),
                        known(found.getItem3(), id),
                        known(found.getItem4(), id),
                        known(found.getItem5(), id),
                        then.orElse(null)));
    }

    @GET
    @Path("incidents/{ws}/{id}/graph")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<BlastGraph> graph(@PathParam("ws") String workspace, @PathParam("id") String id, @RestQuery String at) {
        Optional<Instant> then = Times.at(nullIfEmpty(at));
        return Uni.combine()
                .all()
                .unis(
                        find(workspace, id, then),
                        then.map(moment -> past.impact(workspace, id, moment, null, SHOWN))
                                .orElseGet(() -> incidents.impact(workspace, id, null, SHOWN)),
                        alerts(workspace, id, then))
                .usingConcurrencyOf(ONE_BY_ONE)
                .asTuple()
                .map(found -> {
                    ImpactView impact = known(found.getItem2(), id);
                    List<AlertView> alerts = known(found.getItem3(), id).items();
                    return BlastGraph.of(known(found.getItem1(), id), impact, alerts);
                });
    }

    private Uni<Optional<IncidentView>> find(String workspace, String id, Optional<Instant> at) {
        return at.map(then -> past.find(workspace, id, then)).orElseGet(() -> incidents.find(workspace, id));
    }

    private Uni<Optional<Page<AlertView>>> alerts(String workspace, String id, Optional<Instant> at) {
        return at.map(then -> past.alerts(workspace, id, then, null, SHOWN))
                .orElseGet(() -> incidents.alerts(workspace, id, null, SHOWN));
    }

    private static <T> T known(Optional<T> found, String id) {
        return found.orElseThrow(
                () -> Problem.notFound("no incident '" + id + "' here").asException());
    }

    static String nullIfEmpty(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String orNone(String text) {
        return text == null ? "" : text;
    }
}
