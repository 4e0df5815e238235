package io.headwater.notifier.telling;

import io.headwater.notifier.incident.Happening;
import io.headwater.notifier.incident.Headline;
import io.headwater.notifier.incident.IncidentEvent;
import io.headwater.notifier.message.Card;
import io.headwater.notifier.message.Sentences;
import io.headwater.notifier.routing.Escalation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what is told of an event: the incident's one message, its edits, sentences in its thread, and what is said
 * aloud because an edit would hide it. Pure: the same event against the same ledger says the same.
 */
public final class Teller {
    private Teller() {}

    /** What follows from the event; nothing where the ledger has taken it in before. */
    public static Telling decide(Told before, IncidentEvent event, Circumstances circumstances) {
        if (event.version() <= before.version()) {
            return Telling.silent(before);
        }
        Told told = before.after(event.version(), event.headline());
        if (event.what() instanceof Happening.Opened opened) {
            told = told.withDeclared(opened.declared());
        }
        if (event.what() instanceof Happening.Linked linked) {
            told = told.withLink(new Card.Link(linked.system(), linked.key(), linked.url()));
        }
        return told.announced() ? follow(told, event, circumstances) : announce(told, event, circumstances);
    }

    /** What becomes of a timer that is due. */
    public static DueTimer whenDue(Told told, Timer timer, Circumstances circumstances) {
        Headline now = told.headline().orElseThrow();
        if (now.status().isAnswered() || now.mergedInto().isPresent()) {
            return new DueTimer.Over("it is " + now.status().words().toLowerCase(java.util.Locale.ROOT));
        }
        if (!circumstances.escalation().priorities().contains(now.priority())) {
            return new DueTimer.Over("its priority is " + now.priority() + " now");
        }
        Optional<java.time.Instant> snoozed = now.snoozedUntil().filter(until -> until.isAfter(circumstances.now()));
        if (snoozed.isPresent()) {
            return new DueTimer.Later(snoozed.get());
        }
        java.time.Duration waited = java.time.Duration.between(timer.since(), circumstances.now());
        if (timer.kind() == Kind.REPEAT) {
            return tell(timer, told, Sentences.repeat(now, waited, circumstances.onCall()));
        }
        return circumstances
                .escalation()
                .fallback()
                .<DueTimer>map(person -> tell(timer, told, Sentences.fallback(now, waited, person)))
                .orElseGet(() -> new DueTimer.Over("the escalation policy names no fallback person"));
    }

    private static DueTimer tell(Timer timer, Told told, String sentence) {
        return new DueTimer.Tell(new Intent(timer.kind(), timer.version(), told.version(), sentence));
    }

    private static Telling announce(Told told, IncidentEvent event, Circumstances circumstances) {
        Headline now = event.headline();
        boolean isTime = event.what() instanceof Happening.Announced;
        // It was announced before this installation began to read; what must be said aloud needs a message to hang on.
        boolean wasTime = now.announcedAt().isPresent()
                && now.mergedInto().isEmpty()
                && (event.what() instanceof Happening.Reopened || rises(told, event));
        if (!isTime && !wasTime) {
            return Telling.silent(told);
        }
        Intent announce = new Intent(Kind.ANNOUNCE, 1, event.version(), "");
        if (now.late()) {
            Telling.Suppressed late = new Telling.Suppressed(
                    announce, "late: its first outcome was over 24 h old when it arrived; it amends history only");
            return new Telling(told, List.of(), List.of(late), List.of(), false);
        }
        Told after = told.withAnnounced(circumstances.destination(), circumstances.onCall(), now);
        Intent details = new Intent(Kind.DETAILS, 1, event.version(), "");
        List<Timer> timers = now.status().isAnswered() ? List.of() : timers(event, circumstances);
        return new Telling(after, List.of(announce, details), List.of(), timers, false);
    }

    private static Telling follow(Told told, IncidentEvent event, Circumstances circumstances) {
        Headline now = event.headline();
        List<Intent> intents = new ArrayList<>();
        intents.add(new Intent(Kind.EDIT, event.version(), event.version(), ""));
        if (event.what() instanceof Happening.Reopened reopened) {
            intents.add(intent(
                    Kind.REOPENED,
                    event,
                    Sentences.reopened(reopened.by(), reopened.reason(), now, circumstances.onCall())));
            return new Telling(
                    told.withGravest(now.priority()), intents, List.of(), timers(event, circumstances), false);
        }
        if (rises(told, event)) {
            intents.add(intent(Kind.RAISED, event, Sentences.raised(now, circumstances.onCall())));
            List<Timer> timers = now.status().isAnswered() ? List.of() : timers(event, circumstances);
            return new Telling(told.withGravest(now.priority()), intents, List.of(), timers, false);
        }
        if (event.what() instanceof Happening.RootCauseEstimated
                && !told.causes().equals(now.rootCauses())) {
            intents.add(intent(Kind.UPDATE, event, Sentences.rootCause(now)));
            return new Telling(told.withCauses(now.rootCauses()), intents, List.of(), List.of(), false);
        }
        Sentences.about(event.what(), now).ifPresent(words -> intents.add(intent(Kind.UPDATE, event, words)));
        boolean over = now.status().isAnswered() || now.mergedInto().isPresent();
        return new Telling(told, intents, List.of(), List.of(), over);
    }

    /** Graver than anything said aloud since the announcement or the last reopening, and worth calling people for. */
    private static boolean rises(Told told, IncidentEvent event) {
        return event.what() instanceof Happening.PriorityChanged change
                && event.headline().priority().calls()
                && event.headline().priority().graverThan(change.before())
                && event.headline().priority().graverThan(told.gravest());
    }

    private static Intent intent(Kind kind, IncidentEvent event, String sentence) {
        return new Intent(kind, event.version(), event.version(), sentence);
    }

    private static List<Timer> timers(IncidentEvent event, Circumstances circumstances) {
        Escalation escalation = circumstances.escalation();
        if (!escalation.priorities().contains(event.headline().priority())) {
            return List.of();
        }
        List<Timer> timers = new ArrayList<>();
        java.time.Instant since = circumstances.now();
        timers.add(new Timer(Kind.REPEAT, event.version(), since, since.plus(escalation.repeatAfter())));
        if (escalation.fallback().isPresent()) {
            timers.add(new Timer(
                    Kind.FALLBACK,
                    event.version(),
                    since,
                    since.plus(escalation.repeatAfter().multipliedBy(2))));
        }
        return timers;
    }
}
