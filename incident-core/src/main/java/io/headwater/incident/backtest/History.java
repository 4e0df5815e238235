package io.headwater.incident.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a workspace's history could be played.
 *
 * @param inputs how many were played
 * @param unreadable how many were passed over because they cannot be read, as where things live
 * @param from arrival of the first; the epoch where there is none
 * @param to arrival of the last
 * @param replaced descriptions of assets, of all workspaces of the partition, that newer ones replaced on the topic
 * @param cut topics that no longer hold their beginning, and from which offset on they do
 */
public record History(long inputs, long unreadable, Instant from, Instant to, long replaced, List<String> cut) {
    public History {
        cut = List.copyOf(cut);
    }

    /** What that means for what was found, for people; empty where nothing is missing. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (replaced > 0) {
            remarks.add(
                    ("%d earlier descriptions of assets were replaced and are gone from the log; what describes an asset"
                                    + " first of what is left stands from the beginning.")
                            .formatted(replaced));
        }
        if (!cut.isEmpty()) {
            remarks.add("The log no longer holds its beginning (" + String.join(", ", cut)
                    + "): what happened before is not played.");
        }
        return remarks;
    }
}
