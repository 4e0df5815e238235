package io.headwater.incident.triage;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.silence.Conditions;
import io.headwater.incident.silence.Silence;
import io.headwater.incident.silence.SilenceBook;
import io.headwater.incident.silence.Suspect;
import io.headwater.incident.triage.HiddenRow.State;
import java.util.List;
import java.util.Optional;

/**
 * What is silenced is recorded and opens or joins nothing. The time of arrival says whether a silence is in force, for a
 * silence is about whom to tell now: what failed before it began is not told in it, and what failed in it and still does is
 * told after it, whenever its news came.
 */
final class Silences {
    private final Turn turn;
    private final SilenceBook book;
    private final Conditions conditions;

    Silences(Turn turn, SilenceBook book, Conditions conditions) {
        this.turn = turn;
        this.book = book;
        this.conditions = conditions;
    }

    /** Hides the outcome where a silence covers it now; false where none does. */
    boolean hide(WaitingOutcome waiting, List<String> assets) {
        if (book.isEmpty()) {
            return false;
        }
        Optional<SilenceBook.Match> match = book.hiding(
                new Suspect(waiting.outcome(), assets), turn.at(), turn.state().graph(), conditions, this::tellBroken);
        match.ifPresent(it -> hide(waiting, it));
        return match.isPresent();
    }

    /** Whether a silence hides the check now. */
    boolean hides(CheckId check) {
        return !book.isEmpty() && turn.state().index().get(place(check)).isPresent();
    }

    /** The check passed, was put right by its source, or is gone: nothing of it is to be placed. */
    void cleared(CheckId check) {
        takeOut(check, State.CLEARED);
    }

    /** Whether that silence covers the outcome now. */
    boolean covers(Silence silence, CheckOutcome outcome, List<String> assets) {
        return new SilenceBook(List.of(silence))
                .hiding(new Suspect(outcome, assets), turn.at(), turn.state().graph(), conditions, this::tellBroken)
                .isPresent();
    }

    /** Takes the check out of the silence that hides it, which still counts it; empty where none does. */
    Optional<HiddenRow> takeOut(CheckId check, State now) {
        if (!hides(check)) {
            return Optional.empty();
        }
        String row = key(turn.state().index().get(place(check)).orElseThrow(), check);
        HiddenRow hidden = turn.state().hidden().get(row).orElseThrow();
        turn.state().hidden().put(row, hidden.become(now));
        turn.state().index().remove(place(check));
        return Optional.of(hidden);
    }

    private void hide(WaitingOutcome waiting, SilenceBook.Match match) {
        CheckOutcome outcome = waiting.outcome();
        String silence = match.silence().id();
        boolean elsewhere = turn.state()
                .index()
                .get(place(outcome.id()))
                .filter(other -> !other.equals(silence))
                .isPresent();
        Optional<HiddenRow> before = elsewhere ? takeOut(outcome.id(), State.LET_GO) : Optional.empty();
        String key = key(silence, outcome.id());
        Optional<HiddenRow> known = turn.state().hidden().get(key);
        HiddenRow row = known.map(it -> it.heard(waiting)).orElseGet(() -> HiddenRow.of(waiting));
        turn.state().hidden().put(key, before.map(it -> row.since(it.first())).orElse(row));
        turn.state().index().put(place(outcome.id()), silence);
        turn.decided(
                outcome.id().toString(),
                Output.Kind.SUPPRESSED,
                match.silence().inWords(match.period().until()),
                Optional.empty(),
                Optional.of(outcome.run()),
                Optional.of(silence));
    }

    /** Once for each version: nothing is hidden by a condition that cannot be evaluated, and somebody has to mend it. */
    private void tellBroken(Silence silence, String why) {
        period(silence.id()).filter(row -> !row.broken()).ifPresent(row -> {
            keep(row.told());
            turn.decided(
                    silence.id(),
                    Output.Kind.REJECTED,
                    "it hides nothing: its condition cannot be evaluated: " + why,
                    Optional.empty(),
                    Optional.of("version " + silence.version()),
                    Optional.of(silence.id()));
        });
    }

    /** The silences whose periods are in force or to come, by id. */
    List<SilenceRow> periods() {
        String prefix = Keys.prefix(Keys.SILENCE);
        return turn.state().index().startingWith(prefix).stream()
                .map(row -> SilenceRow.read(Keys.rest(row.key(), prefix), row.value()))
                .toList();
    }

    Optional<SilenceRow> period(String silence) {
        return turn.state().index().get(Keys.of(Keys.SILENCE, silence)).map(kept -> SilenceRow.read(silence, kept));
    }

    void keep(SilenceRow row) {
        turn.state().index().put(Keys.of(Keys.SILENCE, row.id()), row.kept());
    }

    void forget(SilenceRow row) {
        turn.state().index().remove(Keys.of(Keys.SILENCE, row.id()));
    }

    static String key(String silence, CheckId check) {
        return Keys.of(silence, check.toString());
    }

    static String place(CheckId check) {
        return Keys.of(Keys.HIDDEN, check.toString());
    }
}
