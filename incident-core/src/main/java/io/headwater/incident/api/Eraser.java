package io.headwater.incident.api;

import io.headwater.identity.ContentId;
import io.headwater.incident.erasure.ErasureReport;
import io.headwater.incident.erasure.Note;
import io.headwater.incident.erasure.Redaction;
import io.headwater.incident.erasure.Traces;
import io.headwater.incident.policy.registry.PolicyMentions;
import io.headwater.incident.projection.DecisionView;
import io.headwater.incident.projection.IncidentQueries;
import io.headwater.incident.projection.PersonQueries;
import io.headwater.incident.session.Sessions;
import io.headwater.schema.command.CommandMeta;
import io.headwater.schema.command.RedactNote;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Takes a person's name away, and says what is left of them. Looks first, since what others said is found by the name;
 * then the tombstone, so that nothing that fails later keeps the name; then sessions and notes.
 */
@ApplicationScoped
class Eraser {
    private static final Logger LOG = Logger.getLogger(Eraser.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    /** How often it is looked for what became of the redactions: 6 s. */
    private static final int LOOKS = 30;

    private static final String REASON = "its author was erased";

    private final PersonQueries people;
    private final IncidentQueries incidents;
    private final CommandOutbox outbox;
    private final Sessions sessions;
    private final PolicyMentions policies;
    private final Clock clock;

    @Inject
    Eraser(
            PersonQueries people,
            IncidentQueries incidents,
            CommandOutbox outbox,
            Sessions sessions,
            PolicyMentions policies,
            Clock clock) {
        this.people = people;
        this.incidents = incidents;
        this.outbox = outbox;
        this.sessions = sessions;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * Who is to be erased, and by whom.
     *
     * @param person the hash
     * @param names by which others may mention them
     */
    record Request(String workspace, String person, List<String> names, boolean redactNotes, Caller by) {}

    Uni<ErasureReport> erase(Request asked) {
        // Kafka answers on threads of its own, where no session may be opened.
        Executor request = MutinyHelper.executor(Vertx.currentContext());
        Instant now = clock.instant();
        return people.traces(asked.workspace(), asked.person(), asked.names())
                .chain(before -> outbox.erase(asked.workspace(), asked.person(), now)
                        .emitOn(request)
                        .invoke(() -> LOG.infof("erased person %s of workspace %s", asked.person(), asked.workspace()))
                        .chain(() -> sessions.endOf(asked.workspace(), who -> isThem(asked, who)))
                        .chain(ended -> redact(asked, before, now, request)
                                .chain(notes -> report(asked, before, ended, notes))));
    }

    private Uni<ErasureReport> report(Request asked, Traces before, int sessionsEnded, Redaction notes) {
        return Uni.createFrom()
                .item(() -> policies.of(asked.workspace(), asked.person()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(naming ->
                        ErasureReport.of(asked.workspace(), asked.person(), before, sessionsEnded, notes, naming));
    }

    private Uni<Redaction> redact(Request asked, Traces before, Instant now, Executor request) {
        List<Note> notes = before.notes();
        if (!asked.redactNotes()) {
            return Uni.createFrom().item(Redaction.none(notes.size()));
        }
        Set<String> introduced = new HashSet<>();
        // Whoever erases themselves must not come back by the command that does it.
        if (!isThem(asked, asked.by().name())) {
            introduced.add(asked.by().name());
        }
        Uni<Void> sent = Uni.createFrom().voidItem();
        for (Note note : notes) {
            CommandMeta meta = meta(asked, note, now);
            sent = sent.chain(() -> outbox.send(meta, new RedactNote(meta, note.id(), REASON), introduced))
                    .emitOn(request)
                    .invoke(introduced::clear);
        }
        List<String> commands =
                notes.stream().map(note -> commandId(asked, note)).toList();
        return sent.chain(() -> decided(asked.workspace(), commands, request, LOOKS))
                .map(decisions -> redaction(notes.size(), decisions));
    }

    /** What was decided, once all was or nobody waits any longer. */
    private Uni<List<DecisionView>> decided(String workspace, List<String> commands, Executor request, int looks) {
        return incidents.decisions(workspace, commands).chain(decisions -> {
            if (decisions.size() == commands.size() || looks == 1) {
                return Uni.createFrom().item(decisions);
            }
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(LOOK)
                    .emitOn(request)
                    .chain(() -> decided(workspace, commands, request, looks - 1));
        });
    }

    private boolean isThem(Request asked, String who) {
        return outbox.hash().of(who).equals(asked.person());
    }

    private static Redaction redaction(int written, List<DecisionView> decisions) {
        int refused = (int) decisions.stream()
                .filter(decision -> decision.kind().equals("REJECTED"))
                .count();
        return new Redaction(written, true, decisions.size() - refused, written - decisions.size(), refused);
    }

    private CommandMeta meta(Request asked, Note note, Instant now) {
        return CommandMeta.newBuilder()
                .setWorkspace(asked.workspace())
                .setCommandId(commandId(asked, note))
                .setIncident(note.incident())
                .setBy(asked.by().actor(outbox.hash()))
                .setAt(now)
                .build();
    }

    /** The same however often it is asked: a note is redacted once. */
    private static String commandId(Request asked, Note note) {
        return ContentId.of("cmd", asked.workspace(), note.incident(), "erase", note.id());
    }
}
