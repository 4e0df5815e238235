package io.headwater.incident.incident;

/** Whether a check is evidence of the cause's place or follows from it. */
public enum AlertRole {
    CAUSE,
    SYMPTOM
}
