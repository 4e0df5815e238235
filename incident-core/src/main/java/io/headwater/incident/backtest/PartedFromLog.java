package io.headwater.incident.backtest;

import java.time.Instant;

/** A replay came to another state than the one that lived: a timer is on record as fired that is not set for then. */
public final class PartedFromLog extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartedFromLog(String timer, Instant dueAt) {
        super("timer %s is on record as fired, due %s; in the replay it is not set for then"
                .formatted(timer.replace('\0', '/'), dueAt));
    }
}
