package io.headwater.incident.triage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Knows on which day rows of the index were kept, by arrival, so that old ones are forgotten; its timer is due each day. */
final class DayBook {
    private final Turn turn;
    private final String kind;
    private final String timer;

    /** @param kind of its own rows in the index */
    DayBook(Turn turn, String kind, String timer) {
        this.turn = turn;
        this.kind = kind;
        this.timer = timer;
    }

    /** The row is kept from today on. */
    void keep(String row) {
        turn.state().index().put(Keys.of(kind, today(), row), "");
        if (turn.state().timers().due(timer).isEmpty()) {
            setTimer();
        }
    }

    /** The row was kept on that day, and is on a later one. */
    void strike(String day, String row) {
        turn.state().index().remove(Keys.of(kind, day, row));
    }

    /** Forgets the rows that were kept on days before so long ago. */
    void forgetOlderThan(Duration age) {
        Rows<String> index = turn.state().index();
        String days = Keys.prefix(kind);
        String oldest = day(turn.at().minus(age));
        for (Rows.Row<String> row : index.between(days, days + oldest)) {
            index.remove(row.key());
            index.remove(Keys.rest(row.key(), days).substring(oldest.length() + 1));
        }
        if (!index.startingWith(days).isEmpty()) {
            setTimer();
        }
    }

    String today() {
        return day(turn.at());
    }

    private void setTimer() {
        turn.state().timers().set(new Timer(timer, turn.at().plus(Duration.ofDays(1))));
    }

    private static String day(Instant at) {
        return Keys.time(at.truncatedTo(ChronoUnit.DAYS));
    }
}
