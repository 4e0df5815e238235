package io.headwater.incident.triage;

import io.headwater.identity.ContentId;
import io.headwater.incident.incident.Decider;
import io.headwater.incident.incident.Decision;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentCommand;
import io.headwater.incident.incident.IncidentCommand.CommandMeta;
import io.headwater.incident.incident.IncidentCommand.Declare;
import io.headwater.incident.incident.IncidentCommand.Merge;
import io.headwater.incident.incident.IncidentCommand.RedactNote;
import io.headwater.incident.incident.IncidentCommand.Split;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.incident.PriorityReason;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Decides what people and systems ask, and does what follows from it. A command that comes twice is answered twice. */
final class CommandDesk {
    /** A command is known again for so long, or a day more. */
    private static final Duration KNOWN = Duration.ofDays(30);

    private static final String FORGET = Keys.timer(Keys.FORGET_COMMAND, "");

    private final Turn turn;
    private final DayBook answered;
    private final Causes causes;
    private final Merging merging;
    private final Reopener reopener;
    private final Settlement settlement;

    CommandDesk(Turn turn, Causes causes, Merging merging, Reopener reopener, Settlement settlement) {
        this.turn = turn;
        this.answered = new DayBook(turn, Keys.COMMAND_DAY, FORGET);
        this.causes = causes;
        this.merging = merging;
        this.reopener = reopener;
        this.settlement = settlement;
    }

    void decide(IncidentCommand command) {
        String key = Keys.of(Keys.COMMAND, command.meta().commandId());
        Optional<String> before = turn.state().index().get(key);
        if (before.isPresent()) {
            answerAgain(command, before.get());
            return;
        }
        String id = incidentOf(command);
        answer(command, id, mergedSince(command, id).or(() -> refusal(command, id)), key);
    }

    /** A version that was seen of an incident is none of the one that it lives on in. */
    private static Optional<String> mergedSince(IncidentCommand command, String id) {
        CommandMeta meta = command.meta();
        boolean another = meta.expectedVersion().isPresent()
                && !meta.incident().isEmpty()
                && !meta.incident().equals(id)
                && !(command instanceof RedactNote);
        return another
                ? Optional.of("%s has moved on: it was merged into %s".formatted(meta.incident(), id))
                : Optional.empty();
    }

    private Optional<String> refusal(IncidentCommand command, String id) {
        return command instanceof Declare declare
                ? declare(declare, id)
                : command instanceof Merge merge
                        ? merge(merge, id)
                        : command instanceof Split split ? split(split, id) : plain(command, id);
    }

    /** What was answered so long ago is not asked again. */
    void forgetOld() {
        answered.forgetOlderThan(KNOWN);
    }

    /** A merged incident's id keeps working: what is asked of it is asked of the one it lives on in. */
    private String incidentOf(IncidentCommand command) {
        CommandMeta meta = command.meta();
        if (command instanceof Declare && meta.incident().isEmpty()) {
            return ContentId.of("inc", turn.state().workspace(), meta.commandId());
        }
        Incident survivor = turn.survivor(meta.incident());
        return command instanceof RedactNote redact
                ? holder(survivor, redact.noteId()).orElse(survivor).id()
                : survivor.id();
    }

    /** A note stays with the incident it was written to, though that was merged into this one since. */
    private Optional<Incident> holder(Incident incident, String noteId) {
        return incident.notes().containsKey(noteId)
                ? Optional.of(incident)
                : incident.mergedFrom().stream()
                        .flatMap(id -> holder(turn.incident(id), noteId).stream())
                        .findFirst();
    }

    private void answer(IncidentCommand command, String id, Optional<String> refusal, String key) {
        Output.Kind kind = refusal.isPresent() ? Output.Kind.REJECTED : Output.Kind.ACCEPTED;
        Optional<Incident> about = Optional.of(turn.incident(id)).filter(incident -> incident.version() > 0);
        turn.state().index().put(key, kind + " " + id + " " + refusal.orElse(""));
        answered.keep(key);
        turn.decided(command.meta().commandId(), kind, refusal.orElse(""), about, Optional.empty());
    }

    private void answerAgain(IncidentCommand command, String before) {
        String[] parts = before.split(" ", 3);
        turn.decided(
                command.meta().commandId(),
                Output.Kind.valueOf(parts[0]),
                parts[2],
                Optional.of(turn.incident(parts[1])).filter(incident -> incident.version() > 0),
                Optional.empty());
    }

    private Optional<String> plain(IncidentCommand command, String id) {
        Decision decision = Decider.decide(turn.incident(id), command, turn.at());
        if (decision instanceof Decision.Rejected rejected) {
            return Optional.of(rejected.reason());
        }
        for (IncidentEvent event : ((Decision.Accepted) decision).events()) {
            turn.append(event);
            follow(event, id);
        }
        return Optional.empty();
    }

    private void follow(IncidentEvent event, String id) {
        if (event instanceof IncidentEvent.Resolved || event instanceof IncidentEvent.Closed) {
            settlement.over(id);
            settlement.touched(id);
        } else if (event instanceof IncidentEvent.Reopened) {
            settlement.notReopenable(id);
            reopener.reclaim(id);
            settlement.failedAgain(id);
            settlement.tellInTimeUnlessLate(id);
            settlement.review(List.of(id));
        } else if (event instanceof IncidentEvent.Snoozed snoozed) {
            turn.state().timers().set(new Timer(Keys.timer(Keys.SNOOZE, id), snoozed.until()));
        } else if (event instanceof IncidentEvent.PriorityChanged) {
            settlement.touched(id);
        }
    }

    private Optional<String> declare(Declare command, String id) {
        if (turn.incident(id).version() > 0) {
            return Optional.of("there is an incident " + id + " already");
        }
        if (command.title().isBlank()) {
            return Optional.of("declare needs a title");
        }
        String description = command.title().strip().replace('\n', ' ') + "\n\n" + command.description();
        turn.record(
                id,
                meta -> new IncidentEvent.IncidentOpened(
                        meta, false, Optional.of(command.meta().by()), description));
        TreeSet<String> assets = new TreeSet<>();
        command.assets()
                .forEach(asset -> assets.add(turn.state().graph().resolve(asset).orElse(asset)));
        if (!assets.isEmpty()) {
            causes.tellDeclared(id, List.copyOf(assets));
        }
        if (command.priority() != Priority.UNKNOWN) {
            turn.record(
                    id,
                    meta -> new IncidentEvent.PriorityChanged(
                            meta,
                            Priority.UNKNOWN,
                            command.priority(),
                            List.of(new PriorityReason("set by a person", "when declaring it")),
                            Optional.of(command.meta().by())));
        }
        settlement.tellInTime(id);
        settlement.touched(id);
        return Optional.empty();
    }

    private Optional<String> merge(Merge command, String from) {
        String into = turn.survivor(command.into()).id();
        Optional<String> refusal = Decider.refusal(turn.incident(from), command.meta());
        if (refusal.isPresent()) {
            return refusal;
        }
        if (from.equals(into)) {
            return Optional.of("the two are one incident already: " + into);
        }
        if (turn.incident(into).version() == 0) {
            return Optional.of("there is no incident " + into);
        }
        for (String id : List.of(from, into)) {
            if (!turn.incident(id).isOpen()) {
                return Optional.of("cannot merge: %s is %s"
                        .formatted(id, turn.incident(id).status().words()));
            }
        }
        boolean keptOpen = settlement.isKeptOpen(from) || settlement.isKeptOpen(into);
        merging.merge(from, into, command.reason(), Optional.of(command.meta().by()));
        causes.estimate(into);
        if (!turn.incident(into).windowClosed()) {
            // It may have been over until now, and then has no timer.
            settlement.windowDue(into);
        }
        settlement.tellInTimeUnlessLate(into);
        settlement.review(List.of(into));
        if (keptOpen) {
            turn.state().timers().cancel(Keys.timer(Keys.RESOLVE, into));
        } else {
            settlement.settle(into);
        }
        return Optional.empty();
    }

    private Optional<String> split(Split command, String from) {
        Incident whole = turn.incident(from);
        Optional<String> refusal =
                Decider.refusal(whole, command.meta()).or(() -> cannotSplit(whole, command.checks()));
        if (refusal.isPresent()) {
            return refusal;
        }
        List<String> checks = List.copyOf(new TreeSet<>(command.checks()));
        String to = ContentId.of("inc", turn.state().workspace(), command.meta().commandId());
        boolean late = whole.late() && !settlement.waitsToBeTold(from);
        boolean keptOpen = settlement.isKeptOpen(from);
        turn.record(to, meta -> new IncidentEvent.IncidentOpened(meta, late, Optional.empty(), ""));
        turn.record(
                to,
                meta -> new IncidentEvent.SplitFrom(
                        meta, command.meta().by(), from, checks, command.reason(), whole.partedFrom()));
        for (String check : checks) {
            merging.move(whole.alerts().get(check), whole, to);
        }
        turn.record(
                from, meta -> new IncidentEvent.SplitOff(meta, command.meta().by(), to, checks, command.reason()));
        turn.incident(to)
                .alerts()
                .keySet()
                .forEach(check -> turn.state().checks().get(check).ifPresent(row -> settlement.flapping(to, row)));
        for (String id : List.of(from, to)) {
            causes.estimateParted(id);
            settlement.failedAgain(id);
            settlement.tellInTimeUnlessLate(id);
        }
        settlement.review(List.of(from, to));
        if (!keptOpen) {
            // What is left, or what was taken, may be clear by now.
            List.of(from, to).forEach(settlement::settle);
        }
        return Optional.empty();
    }

    private Optional<String> cannotSplit(Incident whole, List<String> checks) {
        if (!whole.isOpen()) {
            return Optional.of("cannot split %s: it is %s"
                    .formatted(whole.id(), whole.status().words()));
        }
        for (String check : checks) {
            IncidentAlert alert = whole.alerts().get(check);
            if (alert == null || alert.status() == OutcomeStatus.SKIPPED) {
                return Optional.of("%s holds no failing check %s".formatted(whole.id(), check));
            }
            String holder = holder(whole, alert);
            if (!holder.equals(whole.id())) {
                return Optional.of("%s belongs to incident %s now: split it off there".formatted(check, holder));
            }
        }
        long rest = whole.alerts().values().stream()
                .filter(alert -> alert.status() != OutcomeStatus.SKIPPED)
                .filter(alert -> !checks.contains(alert.id().toString()))
                .filter(alert -> holder(whole, alert).equals(whole.id()))
                .count();
        return checks.isEmpty() || rest == 0
                ? Optional.of("a split takes some of the checks of %s and leaves some".formatted(whole.id()))
                : Optional.empty();
    }

    /** Where the check of its alert is by now: another incident may have taken it while this one was over. */
    private String holder(Incident whole, IncidentAlert alert) {
        return turn.check(alert.id())
                .flatMap(CheckRow::incident)
                .map(id -> turn.survivor(id).id())
                .orElse(whole.id());
    }
}
