package io.headwater.incident.triage;

import io.headwater.incident.correlation.Candidate;
import io.headwater.incident.correlation.Estimate;
import io.headwater.incident.correlation.Failure;
import io.headwater.incident.correlation.Reason;
import io.headwater.incident.correlation.RootCause;
import io.headwater.incident.incident.CauseCandidate;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.status.Health;
import io.headwater.incident.status.Touch;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Estimates an incident's root cause over all it holds and tells it when it changes. */
final class Causes {
    private final Turn turn;

    Causes(Turn turn) {
        this.turn = turn;
    }

    /** Estimates anew, over all the incident holds. */
    void estimate(String id) {
        List<Failure> failures = turn.incident(id).failures();
        if (!failures.isEmpty()) {
            tell(id, RootCause.estimate(failures, turn.evidence()));
        }
    }

    /** The same of a part of an incident: where none of it is evidence, its first check that broke says where. */
    void estimateParted(String id) {
        Incident part = turn.incident(id);
        if (!part.failures().isEmpty()) {
            estimate(id);
        } else if (part.declaredBy().isEmpty()) {
            part.alerts().values().stream()
                    .filter(alert -> alert.status().isAlert())
                    .findFirst()
                    .flatMap(alert -> turn.check(alert.id()))
                    .ifPresent(row -> tellBrokenCheck(id, row));
        }
    }

    /** An event only where the place, or its being suspected, is another than before, or nothing was weighed before. */
    void tell(String id, Estimate estimate) {
        Incident incident = turn.incident(id);
        List<String> causes = List.of(estimate.cause());
        boolean weighed = !incident.candidates().isEmpty();
        if (weighed && incident.rootCauses().equals(causes) && incident.suspected() == estimate.suspected()) {
            return;
        }
        turn.record(
                id,
                turn.correlationUsed(),
                meta -> new IncidentEvent.RootCauseEstimated(
                        meta,
                        causes,
                        estimate.suspected(),
                        estimate.sentence(),
                        estimate.candidates().stream().map(Causes::candidate).toList(),
                        domain(estimate.cause())));
    }

    /** A check that broke says nothing of the data: the place is its own, and no evidence was weighed. */
    void tellBrokenCheck(String id, CheckRow row) {
        turn.record(
                id,
                meta -> new IncidentEvent.RootCauseEstimated(
                        meta,
                        row.assets(),
                        false,
                        "the check itself broke, which says nothing about the data",
                        List.of(),
                        domain(row.assets().get(0))));
    }

    /** What a person declared to be broken. */
    void tellDeclared(String id, List<String> assets) {
        turn.record(
                id,
                meta -> new IncidentEvent.RootCauseEstimated(
                        meta,
                        assets,
                        true,
                        "declared by a person",
                        List.of(),
                        assets.stream().findFirst().flatMap(this::domain)));
    }

    /**
     * The open incident that holds what fails on or above the assets, nearest first.
     *
     * @param known what was found on assets before, while nothing else was placed: a run skips thousands of nodes below the
     *     same ancestors
     */
    Optional<Incident> failingAbove(List<String> assets, Map<String, Optional<String>> known) {
        String[] found = new String[1];
        turn.state().graph().visitUpstream(assets, Integer.MAX_VALUE, (urn, hops) -> {
            found[0] = known.computeIfAbsent(urn, asset -> Optional.ofNullable(failingOn(asset)))
                    .orElse(null);
            return found[0] == null;
        });
        return Optional.ofNullable(found[0]).map(turn::survivor).filter(Incident::isOpen);
    }

    /** Holder of a failing check on the asset: of this turn's placements too, whose touches are not told yet. */
    private String failingOn(String urn) {
        Optional<AssetRow> row = turn.state().assets().get(urn);
        for (String check : row.map(AssetRow::checks).orElse(List.of())) {
            Optional<CheckRow> known = turn.state().checks().get(check);
            Optional<Incident> holder = known.flatMap(turn::holder);
            if (holder.flatMap(incident -> incident.alert(known.get().id()))
                    .filter(alert -> alert.isActive() && alert.evidence())
                    .isPresent()) {
                return holder.get().id();
            }
        }
        for (Map.Entry<String, Touch> touch :
                row.map(AssetRow::touches).orElse(Collections.emptySortedMap()).entrySet()) {
            if (touch.getValue().health() == Health.DOWN) {
                return touch.getKey();
            }
        }
        return null;
    }

    /** Since when the checks that failed on the root cause are all clear; empty while one is not; a silent cause never is. */
    static Optional<Instant> passedAt(Incident incident) {
        List<IncidentAlert> causes = incident.alerts().values().stream()
                .filter(alert -> alert.evidence() && alert.assets().stream().anyMatch(incident.rootCauses()::contains))
                .toList();
        return causes.stream().anyMatch(IncidentAlert::isActive)
                ? Optional.empty()
                : causes.stream().flatMap(alert -> alert.clearedAt().stream()).max(Comparator.naturalOrder());
    }

    private Optional<String> domain(String urn) {
        return turn.state().graph().asset(urn).flatMap(AssetNode::domain);
    }

    private static CauseCandidate candidate(Candidate candidate) {
        return new CauseCandidate(
                candidate.urn(),
                candidate.suspected(),
                candidate.costMicroNats(),
                candidate.explains(),
                candidate.of(),
                candidate.reasons().stream().map(Reason::words).toList());
    }
}
