package io.headwater.incident.triage;

import io.headwater.incident.correlation.Failure;
import io.headwater.incident.correlation.OpenStory;
import io.headwater.incident.correlation.SharedSymptoms;
import io.headwater.incident.correlation.SharedSymptoms.Shared;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.outcome.CheckId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names a symptom that two incidents explain in the one that does not hold it, once. */
final class Sharing {
    private final Turn turn;

    Sharing(Turn turn) {
        this.turn = turn;
    }

    /** @param placed failures that were placed just now */
    void name(List<Failure> placed) {
        Map<CheckId, String> holders = new TreeMap<>();
        List<Failure> held = new ArrayList<>();
        for (Failure failure : placed) {
            turn.check(failure.check()).flatMap(turn::holder).ifPresent(holder -> {
                holders.put(failure.check(), holder.id());
                held.add(failure);
            });
        }
        List<OpenStory> near = turn.near(held);
        if (near.size() < 2) {
            return;
        }
        SharedSymptoms.of(held, holders, near, turn.evidence()).forEach(this::tellOnce);
    }

    /** The incident is over: what it was told is told anew if it comes back. */
    static void forget(TriageState state, String incident) {
        state.index().startingWith(Keys.prefix(Keys.SHARED, incident)).forEach(row -> state.index()
                .remove(row.key()));
    }

    private void tellOnce(Shared shared) {
        String told = Keys.of(
                Keys.SHARED, shared.incident(), shared.holder(), shared.check().toString());
        if (turn.state().index().get(told).isEmpty()) {
            turn.state().index().put(told, "");
            turn.record(
                    shared.incident(),
                    meta -> new IncidentEvent.SymptomShared(meta, shared.check(), shared.holder(), shared.reason()));
        }
    }
}
