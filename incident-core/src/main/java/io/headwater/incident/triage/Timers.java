package io.headwater.incident.triage;

import java.time.Instant;
import java.util.Optional;

/**
 * The timers of one workspace. The adapter keeps them as state and fires each that is due, by due time, then name: it
 * removes it and calls {@link Triage#onTimer}.
 */
public interface Timers {
    /** Sets the timer of that name, in place of the one there is. */
    void set(Timer timer);

    /** Nothing happens where there is none. */
    void cancel(String name);

    Optional<Instant> due(String name);
}
