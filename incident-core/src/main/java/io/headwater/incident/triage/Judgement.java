package io.headwater.incident.triage;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.incident.PriorityReason;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.Impact;
import io.headwater.incident.outcome.OutcomeStatus;
import io.headwater.incident.outcome.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Judges an incident's priority by policy; what a person set holds. */
final class Judgement {
    private final Turn turn;
    private final PriorityRules rules;

    Judgement(Turn turn, PriorityRules rules) {
        this.turn = turn;
        this.rules = rules;
    }

    /**
     * An event where the priority, or the rules that speak for it, are others than before. The impact that those rules name
     * follows it without one: the fold words it anew.
     */
    void judge(String id, Impact impact, int viewerCount) {
        Incident incident = turn.incident(id);
        boolean over = !incident.isOpen() || (!incident.alerts().isEmpty() && incident.failingCheckCount() == 0);
        if (incident.priorityBy().isPresent() || (over && incident.priority() != Priority.UNKNOWN)) {
            return;
        }
        PriorityVerdict verdict = rules.evaluate(
                facts(incident, impact, viewerCount), turn.state().policies());
        Priority priority = verdict.priority().atMost(failing(incident) ? Priority.P0 : Priority.P3);
        List<PriorityReason> reasons = new ArrayList<>(verdict.reasons());
        if (priority != verdict.priority()) {
            reasons.add(new PriorityReason("not-failing", "nothing FAILED: " + priority + " at most"));
        }
        if (priority == incident.priority() && rulesOf(reasons).equals(rulesOf(incident.priorityReasons()))) {
            return;
        }
        turn.record(
                id,
                verdict.policies(),
                meta -> new IncidentEvent.PriorityChanged(
                        meta, incident.priority(), priority, reasons, Optional.empty()));
    }

    /**
     * Whether the data is wrong or stale: a check FAILED, a build or an arrival could not run, or a person says so and no
     * check speaks yet. What only warned, or whose check only broke, is P3 at most.
     */
    private static boolean failing(Incident incident) {
        boolean declared =
                incident.declaredBy().isPresent() && incident.alerts().isEmpty();
        return declared || incident.active().stream().anyMatch(IncidentAlert::isFailing);
    }

    private PriorityFacts facts(Incident incident, Impact impact, int viewerCount) {
        List<IncidentAlert> active = incident.active();
        return new PriorityFacts(
                incident,
                impact,
                viewerCount,
                active.stream()
                        .map(IncidentAlert::severity)
                        .max(Comparator.naturalOrder())
                        .orElse(Severity.UNKNOWN),
                failing(incident),
                active.stream().anyMatch(is(OutcomeStatus.WARNED)),
                active.stream().anyMatch(is(OutcomeStatus.ERRORED)),
                active.stream()
                        .map(alert -> alert.kind().name())
                        .distinct()
                        .sorted()
                        .toList(),
                active.stream()
                        .map(alert -> alert.id().source())
                        .distinct()
                        .sorted()
                        .toList(),
                incident.rootCauses().stream().findFirst().map(urn -> cause(urn, incident.suspected())));
    }

    private PriorityFacts.Cause cause(String urn, boolean suspected) {
        Optional<AssetNode> node = turn.state().graph().asset(urn);
        return new PriorityFacts.Cause(
                urn,
                turn.state().graph().nameOf(urn),
                node.map(AssetNode::type).orElse(AssetType.OTHER),
                node.map(AssetNode::tier).orElse(OptionalInt.empty()),
                suspected,
                node);
    }

    private static Predicate<IncidentAlert> is(OutcomeStatus status) {
        return alert -> alert.status() == status;
    }

    private static List<String> rulesOf(List<PriorityReason> reasons) {
        return reasons.stream().map(PriorityReason::rule).toList();
    }
}
