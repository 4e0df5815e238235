package io.headwater.incident.topology.store;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** When a task's last checkpoint was taken; kept with the task, whoever has it next. */
public final class LastCheckpoint {
    /** Name of the store. */
    public static final String STORE = "checkpoint";

    private static final String ROW = "taken";

    private final KeyValueStore<String, Instant> store;

    public LastCheckpoint(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(STORE);
    }

    /** Empty: none was, nor was a first one put off. */
    public Optional<Instant> takenAt() {
        return Optional.ofNullable(store.get(ROW));
    }

    public void taken(Instant at) {
        store.put(ROW, at);
    }
}
