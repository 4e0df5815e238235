package io.headwater.incident.topology;

import java.time.Instant;

/** What reaches the engine: time, and inputs in their order. */
sealed interface Step {
    /** Timers due by then fire. */
    record TimePassed(Instant upTo) implements Step {}

    /** A timer that is on record as fired fires again: {@code workspace|name}, due then. */
    record TimerRecorded(String key, Instant dueAt) implements Step {}

    /**
     * An input that was read.
     *
     * @param fact what it says, in the core's words
     * @param input as it came, for the dead letter
     */
    record Arrived(String workspace, String id, Fact fact, Consumed input) implements Step {}
}
