package io.headwater.incident.topology;

import io.headwater.incident.topology.store.OrderLog;
import java.time.Instant;

/** What reaches the engine: time, and inputs in their order. */
sealed interface Step {
    /** Timers due by then fire, and are put on record in the order. */
    record TimePassed(Instant upTo, OrderLog order) implements Step {}

    /** A timer that is on record as fired fires again: {@code workspace|name}, due then; on this replay's record too. */
    record TimerRecorded(String key, Instant dueAt, OrderLog order) implements Step {}

    /**
     * An input that was read.
     *
     * @param fact what it says, in the core's words
     * @param input as it came, for the dead letter
     */
    record Arrived(String workspace, String id, Fact fact, Consumed input) implements Step {}
}
