package io.headwater.incident.status;

/** Whether an asset can be trusted now; graver ones later. */
public enum Health {
    UP,
    DEGRADED,
    DOWN
}
