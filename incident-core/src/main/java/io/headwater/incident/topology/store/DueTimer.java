package io.headwater.incident.topology.store;

import io.headwater.incident.triage.Timer;
import io.headwater.topics.RecordKey;
import java.time.Instant;

/** A timer of a workspace. */
public record DueTimer(String workspace, String name, Instant dueAt) {
    /** As the workspace's engine knows it. */
    public Timer timer() {
        return new Timer(name, dueAt);
    }

    /** As the order log names it: {@code workspace|name}. */
    public String key() {
        return RecordKey.of(workspace, name);
    }
}
