package io.headwater.incident.triage;

import java.time.Instant;
import java.util.List;

/**
 * A run of which outcomes have come.
 *
 * @param size how many were published for it
 * @param seen how many different ones came
 * @param placed whether it was placed, whole or not: what comes after is placed at once
 * @param deadline arrival time at which it is placed, whole or not
 * @param settle incidents to look at again once it is placed
 */
public record RunRow(
        String source, String run, int size, int seen, boolean placed, Instant deadline, List<String> settle) {
    public RunRow {
        settle = List.copyOf(settle);
    }
}
