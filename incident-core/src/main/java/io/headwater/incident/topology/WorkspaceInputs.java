package io.headwater.incident.topology;

import io.headwater.incident.backtest.History;
import io.headwater.incident.backtest.Playback;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.topology.store.RestoredRows;
import io.headwater.incident.triage.Rows;
import io.headwater.schema.CheckpointTaken;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Plays one workspace's inputs, read from where they live, in the order that is on record; nothing is written, and no
 * more than a poll's records is held in memory. What other workspaces of the partition say is passed over; it only tells
 * how far time had got.
 */
public final class WorkspaceInputs {
    private final String bootstrap;
    private final RecordFormat format;
    private final String workspace;
    private final int partition;
    private final Map<String, Long> versions = new HashMap<>();
    private Optional<CheckpointTaken> start = Optional.empty();
    private History history = History.NONE;

    /** Hears of each record how many were passed, of how many; may end the playback by throwing. */
    @FunctionalInterface
    public interface Progress {
        void passed(long records, long total);
    }

    public WorkspaceInputs(String bootstrap, RecordFormat format, String workspace) {
        this.bootstrap = bootstrap;
        this.format = format;
        this.workspace = workspace;
        this.partition = RecordKey.partitionOf(workspace, Topics.PARTITIONS);
    }

    /**
     * Lets the playback begin with the last checkpoint that is not after {@code since}; without one, or where there is none,
     * with nothing where the log still holds its beginning, else with the first checkpoint that it goes on from.
     */
    public void restore(Playback playback, Optional<Instant> since) {
        Checkpoints checkpoints = new Checkpoints(bootstrap, format, partition);
        start = checkpoints.start(since);
        start.ifPresent(taken -> {
            playback.restore(state -> checkpoints.load(taken, workspace, new RestoredRows(state)::put));
            for (Rows.Row<Incident> row : playback.state().incidents().startingWith("")) {
                versions.put(row.key(), row.value().version());
            }
        });
    }

    /** Whether an event, by incident and version, is among what the playback began with. */
    public boolean wasBefore(String incident, long version) {
        return version <= eventsBefore(incident);
    }

    /** How many events the incident had when the playback began. */
    public long eventsBefore(String incident) {
        return versions.getOrDefault(incident, 0L);
    }

    /**
     * Plays all that is on record now. In a trial also what is not, by the time it arrived: what the log of the order holds no
     * more, and what no task has taken up yet.
     *
     * @param asOf what arrived later and is not on record is not played
     */
    public void into(Playback playback, Instant asOf, Progress progress) {
        try (InputPass pass = new InputPass(bootstrap, format, workspace, playback, start, asOf, progress)) {
            try {
                pass.play();
            } finally {
                history = pass.history();
            }
        }
    }

    /** What was played, though it may have been ended. */
    public History history() {
        return history;
    }
}
