package io.headwater.incident.silence;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every week on these days from {@code start} by the clock on the wall, for {@code length} as a stop-watch measures it: the
 * work takes as long on the day the clocks change. A start that the clocks skip is as much later as they skip (02:30 is
 * 03:30 on that day); of a start that comes twice the first counts. Periods that touch are one.
 *
 * @param from nothing before
 * @param until nothing from then on
 */
public record Weekly(
        Set<DayOfWeek> days,
        LocalTime start,
        Duration length,
        ZoneId zone,
        Optional<Instant> from,
        Optional<Instant> until)
        implements Schedule {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** Days looked back for what still lasts: less than a week, with a day to spare for the clocks. */
    private static final int BACK = 8;

    /** Days looked ahead: to the next period and to the end of what it may touch. */
    private static final int AHEAD = 16;

    public Weekly {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a weekly window needs at least one day");
        }
        if (length.isNegative() || length.isZero() || length.compareTo(DAY) > 0) {
            throw new IllegalArgumentException(
                    "a weekly window lasts more than nothing and at most 24 hours, not " + length);
        }
        if (length.multipliedBy(days.size()).compareTo(WEEK) >= 0) {
            throw new IllegalArgumentException("a weekly window that lasts all week never ends");
        }
        if (from.isPresent() && until.isPresent()) {
            new Period(from.get(), until.get());
        }
    }

    @Override
    public Optional<Period> currentOrNext(Instant at) {
        Instant seek = from.filter(at::isBefore).orElse(at);
        return around(seek).stream()
                .filter(period -> period.until().isAfter(seek))
                .findFirst()
                .flatMap(this::withinBounds)
                .filter(period -> period.until().isAfter(seek));
    }

    /** Periods near the time, in order, none touching another. */
    private List<Period> around(Instant at) {
        LocalDate today = at.atZone(zone).toLocalDate();
        List<Period> periods = new ArrayList<>();
        for (int day = -BACK; day <= AHEAD; day++) {
            LocalDate date = today.plusDays(day);
            if (days.contains(date.getDayOfWeek())) {
                join(periods, date);
            }
        }
        return periods;
    }

    private void join(List<Period> periods, LocalDate date) {
        Instant begins = date.atTime(start).atZone(zone).toInstant();
        Instant ends = begins.plus(length);
        int last = periods.size() - 1;
        if (last >= 0 && !periods.get(last).until().isBefore(begins)) {
            Period before = periods.remove(last);
            periods.add(new Period(before.from(), before.until().isAfter(ends) ? before.until() : ends));
        } else {
            periods.add(new Period(begins, ends));
        }
    }

    private Optional<Period> withinBounds(Period period) {
        Instant begins = from.filter(period.from()::isBefore).orElse(period.from());
        Instant ends = until.filter(period.until()::isAfter).orElse(period.until());
        return begins.isBefore(ends) ? Optional.of(new Period(begins, ends)) : Optional.empty();
    }
}
