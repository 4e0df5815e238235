package io.headwater.bench.grouping;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.OutcomeStatus;
import io.headwater.incident.outcome.Severity;
import io.headwater.incident.outcome.SubjectRef;
import io.headwater.incident.triage.InMemoryTriageState;
import io.headwater.incident.triage.Output;
import io.headwater.incident.triage.ShippedPriorities;
import io.headwater.incident.triage.Timer;
import io.headwater.incident.triage.Triage;
import io.headwater.simulator.Evaluation;
import io.headwater.simulator.Night;
import io.headwater.simulator.Score;
import io.headwater.simulator.Storm;
import io.headwater.simulator.Warehouse;
import io.headwater.simulator.Watch;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The whole engine in a simulated storm: what it heard, and which incident took each failure. */
final class StormedEngine {
    private final InMemoryTriageState state = new InMemoryTriageState();
    private final Triage triage;
    /** By check and run. */
    private final Map<String, String> incidentOf = new HashMap<>();

    private StormedEngine() {
        this.triage = new Triage(state, new ShippedPriorities(), (condition, facts) -> false);
    }

    /** Plays the storm and adds how the engine did to the score. */
    static void score(Storm storm, Score into) {
        StormedEngine engine = new StormedEngine();
        List<Evaluation> said = Night.play(storm);
        engine.learn(storm.warehouse());
        engine.hear(storm.warehouse(), said);
        into.add(storm, said, engine::incidentOf, engine::rootOf);
    }

    private void learn(Warehouse warehouse) {
        for (int asset = 0; asset < warehouse.size(); asset++) {
            List<String> upstreams = Arrays.stream(warehouse.upstreams(asset))
                    .mapToObj(warehouse::urn)
                    .toList();
            AssetNode node = AssetNode.bare(warehouse.urn(asset), AssetType.TABLE, upstreams);
            triage.onAsset(node.urn(), Optional.of(node), Night.MIDNIGHT);
        }
    }

    private void hear(Warehouse warehouse, List<Evaluation> said) {
        for (Evaluation one : said) {
            until(one.arrives());
            note(triage.onOutcome(outcome(warehouse, one), one.arrives()));
        }
        until(said.get(said.size() - 1).arrives().plusSeconds(3600));
    }

    private void until(Instant then) {
        for (Optional<Timer> due = state.nextDue(then); due.isPresent(); due = state.nextDue(then)) {
            note(triage.onTimer(due.get()));
        }
    }

    private void note(List<Output> outputs) {
        for (Output output : outputs) {
            if (output instanceof Output.Happened happened) {
                IncidentEvent event = happened.event();
                if (event instanceof IncidentEvent.AlertAttached attached) {
                    took(attached.outcome(), event);
                } else if (event instanceof IncidentEvent.CheckBrokeAgain again) {
                    took(again.outcome(), event);
                } else if (event instanceof IncidentEvent.AlertRepeated repeated) {
                    took(repeated.outcome(), event);
                }
            }
        }
    }

    private void took(CheckOutcome outcome, IncidentEvent event) {
        incidentOf.put(outcome.id() + " " + outcome.run(), event.meta().incident());
    }

    private Optional<String> incidentOf(Evaluation one) {
        return Optional.ofNullable(incidentOf.get(one.watch() + " " + one.run()))
                .map(this::survivor);
    }

    private String survivor(String id) {
        String at = id;
        for (Optional<String> into = state.incidents().get(at).orElseThrow().mergedInto();
                into.isPresent();
                into = state.incidents().get(at).orElseThrow().mergedInto()) {
            at = into.get();
        }
        return at;
    }

    private String rootOf(String id) {
        Incident incident = state.incidents().get(id).orElseThrow();
        return incident.rootCauses().get(0);
    }

    private static CheckOutcome outcome(Warehouse warehouse, Evaluation one) {
        Watch watch = one.watch();
        return new CheckOutcome(
                new CheckId(watch.source(), watch.id()),
                watch.id(),
                kind(watch.kind()),
                List.of(new SubjectRef(Optional.of(warehouse.urn(watch.asset())), List.of(), List.of(), List.of())),
                one.run(),
                one.runSize() == 0 ? OptionalInt.empty() : OptionalInt.of(one.runSize()),
                status(one.status()),
                Severity.UNKNOWN,
                one.at(),
                one.arrives(),
                Optional.empty(),
                one.message().isEmpty() ? Optional.empty() : Optional.of(one.message()),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                one.run(),
                new TreeMap<>());
    }

    private static OutcomeStatus status(Evaluation.Status status) {
        return switch (status) {
            case PASSED -> OutcomeStatus.PASSED;
            case FAILED -> OutcomeStatus.FAILED;
            case SKIPPED -> OutcomeStatus.SKIPPED;
        };
    }

    private static CheckKind kind(Watch.Kind kind) {
        return switch (kind) {
            case DATA_TEST -> CheckKind.DATA_TEST;
            case MONITOR -> CheckKind.MONITOR;
            case FRESHNESS -> CheckKind.FRESHNESS;
            case BUILD -> CheckKind.BUILD;
        };
    }
}
