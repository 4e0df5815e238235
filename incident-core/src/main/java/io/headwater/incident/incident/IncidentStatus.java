package io.headwater.incident.incident;

import java.util.Locale;

/** Life-cycle state of an incident; {@link LifeCycle} says what leads where. */
public enum IncidentStatus {
    TRIGGERED,
    ACKNOWLEDGED,
    MITIGATED,
    RESOLVED,
    CLOSED;

    /** Whether it still takes failures. */
    public boolean isOpen() {
        return this == TRIGGERED || this == ACKNOWLEDGED || this == MITIGATED;
    }

    /** As people say it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT);
    }
}
