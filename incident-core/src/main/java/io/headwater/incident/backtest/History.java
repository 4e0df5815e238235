package io.headwater.incident.backtest;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much of a workspace's history could be played.
 *
 * @param inputs how many were played
 * @param unreadable how many were passed over because they cannot be read, as where things live
 * @param from arrival of the first; the epoch where there is none
 * @param to arrival of the last
 * @param checkpoint when what it began with was kept; empty: it began with nothing
 * @param unrecorded of the inputs, those whose order is not on record
 * @param replaced descriptions of assets, of all workspaces of the partition, that newer ones replaced on the topic
 * @param cut topics that no longer hold their beginning, and from which offset on they do
 */
public record History(
        long inputs,
        long unreadable,
        Instant from,
        Instant to,
        Optional<Instant> checkpoint,
        long unrecorded,
        long replaced,
        List<String> cut) {
    /** Nothing was played. */
    public static final History NONE =
            new History(0, 0, Instant.EPOCH, Instant.EPOCH, Optional.empty(), 0, 0, List.of());

    public History {
        cut = List.copyOf(cut);
    }

    /** What that means for what was found, for people; empty where nothing is missing. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        checkpoint.ifPresent(taken -> remarks.add("It began with the checkpoint of " + taken.truncatedTo(SECONDS)
                + ": what was decided before stands as it was."));
        if (unrecorded > 0) {
            remarks.add(
                    ("%d of the inputs are not on record as taken up; they were played in the order of their arrival,"
                                    + " and the log may say nothing of what follows from them.")
                            .formatted(unrecorded));
        }
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
