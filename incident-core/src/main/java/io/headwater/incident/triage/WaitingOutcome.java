package io.headwater.incident.triage;

import io.headwater.incident.outcome.CheckOutcome;
import java.time.Instant;

/**
 * A bad or skipped outcome that waits for its run or for its asset.
 *
 * @param deadline arrival time at which it waits for its asset no longer
 * @param late over 24 h old on arrival
 */
public record WaitingOutcome(CheckOutcome outcome, Instant arrivedAt, Instant deadline, boolean late) {}
