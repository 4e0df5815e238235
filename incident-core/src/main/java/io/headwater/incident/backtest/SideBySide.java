package io.headwater.incident.backtest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The events of a replay beside those of the log, byte for byte, one after the other: nothing is held but how many each
 * incident had. Ends at the first difference.
 */
public final class SideBySide {
    private final Iterator<Event> log;
    private final ToLongFunction<String> before;
    private final Map<String, Long> perIncident = new HashMap<>();
    private long same;
    private Optional<Difference> difference = Optional.empty();

    /**
     * An event on the log.
     *
     * @param settled whether all that led to it is on record; only what follows from the record is replayed
     */
    public record Event(String incident, byte[] value, boolean settled) {}

    /**
     * The first difference.
     *
     * @param incident that the log speaks of there; where it says no more, that the replay speaks of
     * @param position which event of that incident it is, from 1, those before a checkpoint included
     * @param lived what the log says; empty: no more
     * @param replayed what the replay says; empty: no more
     * @param replayedIncident that the replay speaks of
     */
    public record Difference(
            String incident,
            long position,
            Optional<byte[]> lived,
            Optional<byte[]> replayed,
            Optional<String> replayedIncident) {}

    /** @param log the workspace's events, in order, from its beginning on */
    public SideBySide(Iterator<Event> log) {
        this(log, incident -> 0);
    }

    /**
     * @param log the workspace's events, in order
     * @param before how many events of an incident came before the first of the log
     */
    public SideBySide(Iterator<Event> log, ToLongFunction<String> before) {
        this.log = log;
        this.before = before;
    }

    /** The replay says this next; false once the two differ. */
    public boolean replayed(String incident, byte[] value) {
        if (difference.isPresent()) {
            return false;
        }
        Optional<Event> lived = log.hasNext() ? Optional.of(log.next()) : Optional.empty();
        boolean equal = lived.filter(event -> event.incident().equals(incident) && Arrays.equals(event.value(), value))
                .isPresent();
        if (equal) {
            same++;
            perIncident.merge(incident, 1L, Long::sum);
        } else {
            differs(
                    lived.map(Event::incident).orElse(incident),
                    lived.map(Event::value),
                    Optional.of(value),
                    Optional.of(incident));
        }
        return equal;
    }

    /** The replay says no more; the log may only go on with what is not on record yet. */
    public void ended() {
        if (difference.isEmpty() && log.hasNext()) {
            Event more = log.next();
            if (more.settled()) {
                differs(more.incident(), Optional.of(more.value()), Optional.empty(), Optional.empty());
            }
        }
    }

    private void differs(
            String incident, Optional<byte[]> lived, Optional<byte[]> replayed, Optional<String> replayedIncident) {
        long position = before.applyAsLong(incident) + perIncident.getOrDefault(incident, 0L) + 1;
        difference = Optional.of(new Difference(incident, position, lived, replayed, replayedIncident));
    }

    /** Events that are the same. */
    public long same() {
        return same;
    }

    /** Incidents of which some event is the same. */
    public int incidents() {
        return perIncident.size();
    }

    public Optional<Difference> difference() {
        return difference;
    }
}
