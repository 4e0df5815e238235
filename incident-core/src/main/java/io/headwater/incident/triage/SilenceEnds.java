package io.headwater.incident.triage;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.outcome.CheckHistory;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.silence.Period;
import io.headwater.incident.silence.Silence;
import io.headwater.incident.silence.SilenceBook;
import io.headwater.incident.triage.HiddenRow.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Begins and ends the periods of silences: what still fails is placed anew, together, and what was hidden is summed up. */
final class SilenceEnds {
    private final Turn turn;
    private final SilenceBook book;
    private final Silences silences;
    private final Names names;
    private final Placer placer;
    private final Settlement settlement;

    SilenceEnds(Turn turn, SilenceBook book, Silences silences, Names names, Placer placer, Settlement settlement) {
        this.turn = turn;
        this.book = book;
        this.silences = silences;
        this.names = names;
        this.placer = placer;
        this.settlement = settlement;
    }

    /** Policies changed: what is no silence any more ends now, what is another than before is looked at anew. */
    void policiesChanged() {
        for (SilenceRow known : silences.periods()) {
            Optional<Silence> now = book.find(known.id());
            if (now.isEmpty()) {
                end(known, "it was ended early");
            } else if (now.get().version() != known.version()) {
                replace(known, now.get());
            }
        }
        for (Silence silence : book.all()) {
            if (silences.period(silence.id()).isEmpty()) {
                begin(silence);
            }
        }
    }

    /** A period is over. */
    void due(String id) {
        silences.period(id).ifPresent(row -> {
            end(row, "it is over");
            book.find(id).ifPresent(this::begin);
        });
    }

    /** From the next input on: what began before somebody put it in force began now. */
    private void begin(Silence silence) {
        silence.schedule()
                .currentOrNext(turn.at())
                .ifPresent(period -> watch(silence, new Period(later(period.from(), turn.at()), period.until())));
    }

    private void watch(Silence silence, Period period) {
        silences.keep(
                new SilenceRow(silence.id(), silence.version(), period.from(), period.until(), false, silence.whose()));
        turn.state().timers().set(new Timer(Keys.timer(Keys.SILENCE, silence.id()), period.until()));
    }

    /** Where it is in force still, it goes on with its new end, and lets go of what it does not cover any more. */
    private void replace(SilenceRow known, Silence now) {
        Optional<Period> period = now.schedule().inForce(turn.at());
        boolean goesOn = period.isPresent() && !known.from().isAfter(turn.at());
        if (!goesOn) {
            end(known, "it was changed");
            return;
        }
        watch(now, new Period(known.from(), period.get().until()));
        List<HiddenRow> hidden = new ArrayList<>();
        hiddenBy(known.id()).stream().filter(row -> row.state() == State.HIDDEN).forEach(row -> {
            CheckOutcome outcome = row.latest().outcome();
            if (!silences.covers(now, outcome, assets(outcome))) {
                silences.takeOut(outcome.id(), State.LET_GO);
                hidden.add(row);
            }
        });
        place(hidden);
    }

    private void end(SilenceRow silence, String how) {
        silences.forget(silence);
        turn.state().timers().cancel(Keys.timer(Keys.SILENCE, silence.id()));
        List<HiddenRow> rows = hiddenBy(silence.id());
        for (HiddenRow row : rows) {
            CheckId check = row.latest().outcome().id();
            turn.state().hidden().remove(Silences.key(silence.id(), check));
            if (row.state() == State.HIDDEN) {
                turn.state().index().remove(Silences.place(check));
            }
        }
        place(rows.stream()
                .filter(row -> row.state() == State.HIDDEN && !clear(row))
                .toList());
        if (!silence.from().isAfter(turn.at())) {
            tell(silence, how, rows);
        }
    }

    private List<HiddenRow> hiddenBy(String silence) {
        return turn.state().hidden().startingWith(Keys.prefix(silence)).stream()
                .map(Rows.Row::value)
                .toList();
    }

    /** As one batch, each with its first failure; the latest is a repeat of it. */
    private void place(List<HiddenRow> rows) {
        rows.stream()
                .map(row -> row.first().outcome())
                .filter(first -> first.status().isAlert())
                .forEach(turn::beginEpisode);
        placer.place(rows.stream().map(HiddenRow::first).toList());
        TreeSet<String> holders = new TreeSet<>();
        for (HiddenRow row : rows) {
            CheckOutcome first = row.first().outcome();
            CheckOutcome latest = row.latest().outcome();
            Optional<Incident> holder = holder(row);
            if (holder.isPresent() && !first.equals(latest)) {
                boolean counted = !first.run().equals(latest.run());
                placer.repeat(
                        holder.get(),
                        turn.check(latest.id()).orElseThrow(),
                        latest,
                        counted,
                        row.latest().late());
            } else if (!first.equals(latest) && silences.hides(latest.id())) {
                silences.hide(row.latest(), assets(latest));
            }
            holder.ifPresent(incident -> holders.add(incident.id()));
        }
        // A monitor of theirs may have been quiet only because it was hidden.
        holders.forEach(settlement::settle);
    }

    private void tell(SilenceRow silence, String how, List<HiddenRow> rows) {
        SilenceSummary summary = new SilenceSummary(silence.from());
        for (HiddenRow row : rows) {
            CheckOutcome latest = row.latest().outcome();
            List<String> assets = assets(latest);
            summary.hid(row.outcomes(), assets.isEmpty() ? List.of(Names.unresolved(latest)) : assets);
            if (row.outcomes() == 0) {
                summary.didNotRun();
            } else if (clear(row)) {
                summary.passedAgain();
            } else if (silences.hides(latest.id())) {
                summary.hiddenStill();
            } else {
                summary.stillFails(holder(row).map(Incident::id));
            }
        }
        turn.decided(
                silence.id(),
                Output.Kind.SILENCE_ENDED,
                how + (silence.whose().isEmpty() ? "" : " (" + silence.whose() + ")") + ": " + summary.inWords(),
                summary.oneIncident().map(turn::incident),
                Optional.of(silence.from().toString()),
                Optional.of(silence.id()));
    }

    private boolean clear(HiddenRow row) {
        CheckOutcome latest = row.latest().outcome();
        return row.state() == State.CLEARED
                || CheckHistory.isOver(turn.check(latest.id()).orElseThrow(), latest);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private Optional<Incident> holder(HiddenRow row) {
        return turn.holder(turn.check(row.latest().outcome().id()).orElseThrow());
    }

    private List<String> assets(CheckOutcome outcome) {
        return names.assets(outcome, turn.check(outcome.id()));
    }
}
