package io.headwater.notifier.routing;

import java.util.Map;

/** The language in which a route says what it is for. */
public interface Conditions {
    /**
     * Whether the condition holds for these facts.
     *
     * @throws BrokenCondition where it cannot be told
     */
    boolean holds(String condition, Map<String, Object> facts);

    /** A condition that does not compile or meets facts it cannot handle; the message says which and why. */
    final class BrokenCondition extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public BrokenCondition(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
