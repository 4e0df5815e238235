package io.headwater.notifier.oncall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * People who take turns. Hand-offs happen at the same local time whatever the zone's offset then is; a local time that
 * a clock change skips is taken as much later as the clock jumped.
 *
 * @param start local date of the first hand-off; before it nobody is on call
 * @param handOff local time of every hand-off
 * @param length of a turn, in calendar days, weeks or months
 * @param participants keyed hashes, in their order; empty: nobody is on call
 */
public record Rotation(
        String name, ZoneId timeZone, LocalDate start, LocalTime handOff, Period length, List<String> participants) {

    /** @throws IllegalArgumentException where a turn is shorter than a day or longer than ten years */
    public Rotation {
        boolean backwards = length.isNegative() || length.isZero();
        // Ten years: beyond it, hand-offs would lie outside the calendar.
        if (backwards || length.toTotalMonths() > 120 || length.getDays() > 3_660) {
            throw new IllegalArgumentException(
                    "rotation " + name + ": length " + length + " must be a day at least and ten years at most");
        }
        participants = List.copyOf(participants);
    }

    /** Whose turn it is at that moment. */
    public Optional<Shift> at(Instant when) {
        if (participants.isEmpty() || when.isBefore(handOff(0))) {
            return Optional.empty();
        }
        long turn = turnAt(when);
        String person = participants.get((int) (turn % participants.size()));
        return Optional.of(new Shift(person, handOff(turn), handOff(turn + 1)));
    }

    private long turnAt(Instant when) {
        LocalDate date = LocalDate.ofInstant(when, timeZone);
        long roughDays = length.toTotalMonths() * 30 + length.getDays();
        // An estimate from above or below; the calendar decides.
        long turn = Math.max(0, ChronoUnit.DAYS.between(start, date) / roughDays);
        while (turn > 0 && when.isBefore(handOff(turn))) {
            turn--;
        }
        while (!when.isBefore(handOff(turn + 1))) {
            turn++;
        }
        return turn;
    }

    private Instant handOff(long turn) {
        LocalDate date = start.plusMonths(length.toTotalMonths() * turn).plusDays(length.getDays() * turn);
        return date.atTime(handOff).atZone(timeZone).toInstant();
    }
}
