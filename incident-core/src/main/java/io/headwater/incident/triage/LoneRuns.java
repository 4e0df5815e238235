package io.headwater.incident.triage;

import io.headwater.incident.outcome.CheckHistory;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs whose outcomes come one by one, without a count: which checks spoke in each is known for as long as a delivery is, so
 * that a later word about the run alone finds them.
 */
final class LoneRuns {
    private static final String FORGET = Keys.timer(Keys.FORGET_HEARD, "");

    private final Turn turn;
    private final DayBook days;

    LoneRuns(Turn turn) {
        this.turn = turn;
        this.days = new DayBook(turn, Keys.RUN_HEARD, FORGET);
    }

    /** Keeps that the check of an alert that stands alone spoke in its run; of a pass there is nothing to say later. */
    void remember(CheckOutcome outcome) {
        if (outcome.runSize().isPresent()) {
            return;
        }
        Rows<String> index = turn.state().index();
        CheckId id = outcome.id();
        String row = Keys.of(Keys.RUN_OF, id.source(), outcome.run(), id.check());
        Optional<String> before = index.get(row);
        boolean speaks = outcome.status().isAlert() || before.isPresent();
        if (speaks && before.filter(days.today()::equals).isEmpty()) {
            before.ifPresent(day -> days.strike(day, row));
            index.put(row, days.today());
            days.keep(row);
        }
    }

    /**
     * An outcome that names no subject and whose check is not known, but whose run is, speaks of every check of that run:
     * a later word about a Monte Carlo incident that gives its id only. Empty where it speaks for itself.
     */
    List<CheckOutcome> spokenOf(CheckOutcome outcome) {
        boolean bare = outcome.runSize().isEmpty() && outcome.subjects().isEmpty();
        if (!bare
                || turn.check(outcome.id())
                        .filter(row -> !row.assets().isEmpty())
                        .isPresent()) {
            return List.of();
        }
        String source = outcome.id().source();
        String prefix = Keys.prefix(Keys.RUN_OF, source, outcome.run());
        List<CheckOutcome> about = new ArrayList<>();
        for (Rows.Row<String> row : turn.state().index().startingWith(prefix)) {
            CheckId id = new CheckId(source, Keys.rest(row.key(), prefix));
            turn.check(id)
                    .filter(check -> !id.equals(outcome.id()))
                    .ifPresent(check -> about.add(outcome.about(id, check.name(), check.kind(), List.of())));
        }
        if (about.isEmpty() && CheckHistory.clears(outcome)) {
            String closed = Keys.of(Keys.RUN_CLOSED, source, outcome.run());
            turn.state().index().put(closed, outcome.occurredAt().toString());
            days.keep(closed);
        }
        return about;
    }

    /** Whether the source closed the outcome's run in a word that came before it. */
    boolean closedBefore(CheckOutcome outcome) {
        Optional<String> closed =
                turn.state().index().get(Keys.of(Keys.RUN_CLOSED, outcome.id().source(), outcome.run()));
        return outcome.checkKind() == CheckKind.MONITOR
                && closed.filter(at -> !outcome.occurredAt().isAfter(Instant.parse(at)))
                        .isPresent();
    }

    /** What was heard last so long ago that its deliveries are forgotten is forgotten too. */
    void forgetOld() {
        days.forgetOlderThan(CheckHistory.REMEMBERED);
    }
}
