package io.headwater.incident.silence;

import java.util.Map;

/** Whether a condition holds over facts: `outcome`, `check` and `asset`, as {@link Suspect} tells them. */
@FunctionalInterface
public interface Conditions {
    /** @throws RuntimeException whose message says why it cannot be told */
    boolean holds(String condition, Map<String, Object> facts);
}
