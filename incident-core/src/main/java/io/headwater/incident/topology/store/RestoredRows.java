package io.headwater.incident.topology.store;

import io.headwater.incident.backtest.ScratchState;
import io.headwater.incident.impact.AssetView;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.triage.AssetRow;
import io.headwater.incident.triage.HiddenRow;
import io.headwater.incident.triage.InMemoryTriageState;
import io.headwater.incident.triage.Placeholder;
import io.headwater.incident.triage.Rows;
import io.headwater.incident.triage.RunRow;
import io.headwater.incident.triage.Timer;
import io.headwater.incident.triage.WaitingOutcome;
import java.time.Instant;

/** Puts rows of stores, as bytes, into a state in memory. */
public final class RestoredRows {
    private final ScratchState state;

    public RestoredRows(ScratchState state) {
        this.state = state;
    }

    /** @throws IllegalArgumentException for a store that this release does not know */
    public void put(StoredRow row) {
        InMemoryTriageState engine = state.engine();
        switch (row.store()) {
            case Stores.LINEAGE -> state.restoreAsset(row.key(), read(row, AssetNode.class));
            case Stores.POLICIES -> {
                PolicyRow policy = read(row, PolicyRow.class);
                state.restorePolicy(policy.kind(), policy.key(), policy.version(), policy::into);
            }
            case Stores.TIMERS -> engine.timers().set(new Timer(row.key(), read(row, Instant.class)));
            case Stores.CHECKS -> put(engine.checks(), row, CheckRow.class);
            case Stores.INCIDENTS -> put(engine.incidents(), row, Incident.class);
            case Stores.INDEX -> put(engine.index(), row, String.class);
            case Stores.RUNS -> put(engine.runs(), row, RunRow.class);
            case Stores.WAITING -> put(engine.waiting(), row, WaitingOutcome.class);
            case Stores.ASSETS -> put(engine.assets(), row, AssetRow.class);
            case Stores.VIEWS -> put(engine.views(), row, AssetView.class);
            case Stores.PLACEHOLDERS -> put(engine.placeholders(), row, Placeholder.class);
            case Stores.HIDDEN -> put(engine.hidden(), row, HiddenRow.class);
            default ->
                throw new IllegalArgumentException(
                        "the checkpoint has rows of a store '%s', which this release does not know"
                                .formatted(row.store()));
        }
    }

    private static <V> void put(Rows<V> rows, StoredRow row, Class<V> type) {
        rows.put(row.key(), read(row, type));
    }

    private static <V> V read(StoredRow row, Class<V> type) {
        return type.cast(Stores.ROWS.get(row.store()).deserializer().deserialize(row.store(), row.row()));
    }
}
