package io.headwater.incident.console;

import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.incident.policy.registry.KnownSilences;
import io.headwater.incident.projection.Page;
import io.headwater.incident.projection.SilenceQueries;
import io.headwater.incident.projection.SilencedView;
import io.headwater.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** What is silenced or in maintenance, and what that hid. */
@Path("/silences/{ws}")
@Produces(MediaType.TEXT_HTML)
@Needs(Role.VIEWER)
public class SilencePages {
    private static final int LISTED = 100;

    private final KnownSilences known;
    private final SilenceQueries silences;
    private final Clock clock;

    @Inject
    SilencePages(KnownSilences known, SilenceQueries silences, Clock clock) {
        this.known = known;
        this.silences = silences;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance silences(
                String workspace, List<SilenceView> inForce, List<SilenceView> coming, List<SilenceView> over);

        static native TemplateInstance silence(
                String workspace, SilenceView silence, Page<SilencedView> hidden, Instant now);

        private Templates() {}
    }

    @GET
    public Uni<TemplateInstance> list(@PathParam("ws") String workspace) {
        return VertxContextSupport.executeBlocking(() -> known.of(workspace))
                .chain(all -> views(workspace, all))
                .map(views -> Templates.silences(
                        workspace,
                        SilenceView.that(views, SilenceView.Standing.IN_FORCE),
                        SilenceView.that(views, SilenceView.Standing.COMING),
                        SilenceView.that(views, SilenceView.Standing.OVER)));
    }

    @GET
    @Path("{kind: silence|maintenance}/{name}")
    public Uni<TemplateInstance> one(
            @PathParam("ws") String workspace,
            @PathParam("kind") String kind,
            @PathParam("name") String name,
            @RestQuery String cursor) {
        return VertxContextSupport.executeBlocking(() -> List.of(known.find(workspace, kind, name)
                        .orElseThrow(() -> Problem.notFound("no " + kind + " '" + name + "' here")
                                .asException())))
                .chain(one -> views(workspace, one))
                .chain(views -> silences.hidden(
                                workspace, kind + "/" + name, ConsoleResource.nullIfEmpty(cursor), LISTED)
                        .map(hidden -> Templates.silence(workspace, views.get(0), hidden, clock.instant())));
    }

    private Uni<List<SilenceView>> views(String workspace, List<KnownSilences.Known> all) {
        List<String> people = all.stream().map(each -> each.silence().author()).toList();
        List<String> ids = all.stream().map(each -> each.silence().id()).toList();
        return silences.authors(workspace, people)
                .chain(authors -> silences.counts(workspace, ids).map(counts -> views(all, authors, counts)));
    }

    private List<SilenceView> views(
            List<KnownSilences.Known> all, Map<String, String> authors, Map<String, Long> counts) {
        Instant now = clock.instant();
        return all.stream()
                .map(each -> SilenceView.of(
                        each,
                        authors.get(each.silence().author()),
                        counts.getOrDefault(each.silence().id(), 0L),
                        now))
                .sorted(SilenceView.ORDER)
                .toList();
    }
}
