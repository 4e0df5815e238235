package io.headwater.incident.backtest;

import java.util.Optional;

/**
 * What a replay found.
 *
 * @param identical whether it says what the log says, to the byte
 * @param events that are the same, up to the first difference
 * @param incidents that these are of
 * @param difference the first
 * @param parted why the replay could not go on: its state is another than the one that lived
 */
public record ReplayReport(
        String workspace,
        boolean identical,
        long events,
        int incidents,
        Optional<Difference> difference,
        Optional<String> parted,
        History history) {

    /**
     * Where the two differ first.
     *
     * @param position which event of the incident, from 1
     * @param lived what the log says, as JSON with its type before it; empty: no more
     * @param replayed what the replay says
     */
    public record Difference(String incident, long position, Optional<String> lived, Optional<String> replayed) {}
}
