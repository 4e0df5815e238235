package io.headwater.incident.triage;

import io.headwater.incident.correlation.Neighbourhood;
import io.headwater.incident.impact.AssetView;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.lineage.LineageGraph;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.policy.Policies;

/**
 * What the engine remembers of one workspace. The graph and the neighbourhood live in memory: after a restart the adapter
 * puts every asset it keeps into a new graph and calls {@link Triage#restore()}.
 */
public interface TriageState {
    String workspace();

    /** The policies in force now. */
    Policies policies();

    LineageGraph graph();

    /** One over {@link #graph()}, made with {@code CorrelationPolicy.DEFAULTS}. */
    Neighbourhood neighbourhood();

    /** By {@code source/check}. */
    Rows<CheckRow> checks();

    /** By incident id; of every incident that ever was. */
    Rows<Incident> incidents();

    /** Indices: the engine's own keys and values. */
    Rows<String> index();

    /** By source and run. */
    Rows<RunRow> runs();

    /** By source, run and check; and by subject. */
    Rows<WaitingOutcome> waiting();

    /** By URN. */
    Rows<AssetRow> assets();

    /** By asset, time and view id. */
    Rows<AssetView> views();

    /** By URN. */
    Rows<Placeholder> placeholders();

    /** By silence and check. */
    Rows<HiddenRow> hidden();

    Timers timers();
}
