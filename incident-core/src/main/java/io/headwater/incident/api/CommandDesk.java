package io.headwater.incident.api;

import io.headwater.incident.projection.Changes;
import io.headwater.incident.projection.DecisionView;
import io.headwater.incident.projection.IncidentQueries;
import io.headwater.incident.projection.IncidentView;
import io.headwater.incident.projection.LiveEvent;
import io.headwater.schema.command.CommandMeta;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * Gives a command to the log and waits a little for what becomes of it. Decisions are looked for in the projection, so it
 * is all the same which instance reads their partition and whether they were there before.
 */
@ApplicationScoped
public class CommandDesk {
    /** How long a caller waits (design, section 6). */
    private static final Duration WAIT = Duration.ofSeconds(2);
    /** The projection says when there is news; looking anyway makes good what was not heard. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private final CommandOutbox outbox;
    private final IncidentQueries incidents;
    private final Changes changes;

    @Inject
    CommandDesk(CommandOutbox outbox, IncidentQueries incidents, Changes changes) {
        this.outbox = outbox;
        this.incidents = incidents;
        this.changes = changes;
    }

    /** What became of a command. */
    public sealed interface Fate {
        /** The incident as it stands after it. */
        record Done(IncidentView incident) implements Fate {}

        /** Refused, and why. */
        record Refused(String reason) implements Fate {}

        /** Written to the log, and not decided or not yet visible. */
        record Pending() implements Fate {}
    }

    /** A command whose id was decided before is not given again: it has the fate it had. */
    Uni<Fate> give(CommandMeta meta, SpecificRecord command, Set<String> people) {
        // News comes on the listener's context, where no session may be opened: looking is the request's own work.
        Executor request = MutinyHelper.executor(Vertx.currentContext());
        return incidents.decision(meta.getWorkspace(), meta.getCommandId()).chain(before -> {
            Uni<Void> sent = before.isPresent() ? Uni.createFrom().voidItem() : outbox.send(meta, command, people);
            return sent.chain(() -> fate(meta, request).ifNoItem().after(WAIT).recoverWithItem(new Fate.Pending()));
        });
    }

    private Uni<Fate> fate(CommandMeta meta, Executor request) {
        String workspace = meta.getWorkspace();
        return until(
                        workspace,
                        request,
                        () -> incidents.decision(workspace, meta.getCommandId()),
                        event -> event instanceof LiveEvent.Decided decided
                                && decided.command().equals(meta.getCommandId()))
                .chain(decision -> decision.kind().equals("REJECTED")
                        ? Uni.createFrom().item(new Fate.Refused(decision.reason()))
                        : visible(workspace, meta.getIncident(), decision, request));
    }

    private Uni<Fate> visible(String workspace, String incident, DecisionView decision, Executor request) {
        String id = decision.incident() == null ? incident : decision.incident();
        long version = decision.version() == null ? 0 : decision.version();
        return until(
                        workspace,
                        request,
                        () -> incidents
                                .find(workspace, id)
                                .map(found -> found.filter(view -> reached(view, id, version))),
                        event -> event instanceof LiveEvent.Changed changed
                                && changed.incident().equals(id))
                .map(Fate.Done::new);
    }

    /** A survivor counts its own versions: that it answers for the id says enough. */
    private static boolean reached(IncidentView view, String id, long version) {
        return !view.id().equals(id) || view.version() >= version;
    }

    /** Looks now, whenever the projection says something of interest, and every so often. */
    private <T> Uni<T> until(
            String workspace, Executor request, Supplier<Uni<Optional<T>>> look, Predicate<LiveEvent> ofInterest) {
        Multi<Object> news = changes.of(workspace)
                .filter(event -> ofInterest.test(event) || event instanceof LiveEvent.Refresh)
                .map(Object.class::cast);
        Multi<Object> ticks =
                Multi.createFrom().ticks().every(LOOK).onOverflow().drop().map(Object.class::cast);
        return Multi.createBy()
                .merging()
                .streams(Multi.createFrom().item((Object) "now"), news, ticks)
                .emitOn(request)
                .onItem()
                .transformToUniAndConcatenate(occasion -> look.get())
                .filter(Optional::isPresent)
                .map(Optional::get)
                .toUni();
    }
}
