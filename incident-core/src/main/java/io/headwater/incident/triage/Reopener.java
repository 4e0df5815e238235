package io.headwater.incident.triage;

import io.headwater.incident.correlation.Estimate;
import io.headwater.incident.correlation.Failure;
import io.headwater.incident.correlation.Placement;
import io.headwater.incident.correlation.Reopening;
import io.headwater.incident.correlation.ResolvedIncident;
import io.headwater.incident.correlation.RootCause;
import io.headwater.incident.incident.Actor;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.CheckRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings back an incident that was resolved, when its cause returns within the reopen window. */
final class Reopener {
    private static final Comparator<ResolvedIncident> LATEST_FIRST =
            Comparator.comparing(ResolvedIncident::resolvedAt).reversed().thenComparing(ResolvedIncident::incident);

    private final Turn turn;

    Reopener(Turn turn) {
        this.turn = turn;
    }

    /** The group; where an incident would come back with it from which a person took some of its checks, these apart. */
    List<Placement.Group> apart(Placement.Group group) {
        Optional<String> returning =
                group.incident().isPresent() ? Optional.empty() : returning(group.estimate(), group.failures());
        Map<Boolean, List<Failure>> parted = group.failures().stream()
                .collect(Collectors.partitioningBy(
                        failure -> returning.filter(id -> isParted(id, failure)).isPresent()));
        return parted.get(true).isEmpty()
                ? List.of(group)
                : Stream.of(parted.get(false), parted.get(true))
                        .map(failures -> new Placement.Group(
                                Optional.empty(), failures, RootCause.estimate(failures, turn.evidence())))
                        .toList();
    }

    private boolean isParted(String incident, Failure failure) {
        return turn.incident(incident).partedChecks().contains(failure.check().toString());
    }

    /** The resolved incident whose cause a new group has; of several the one resolved last. */
    Optional<String> returning(Estimate estimate, List<Failure> failures) {
        TreeSet<String> ids = new TreeSet<>();
        String prefix = Keys.prefix(Keys.CAUSE, estimate.cause());
        turn.state().index().startingWith(prefix).forEach(row -> ids.add(Keys.rest(row.key(), prefix)));
        failures.forEach(failure ->
                turn.check(failure.check()).flatMap(CheckRow::incident).ifPresent(ids::add));
        return ids.stream()
                .map(turn::survivor)
                .filter(incident -> incident.status() == IncidentStatus.RESOLVED
                        && !incident.failures().isEmpty()
                        && !failures.stream().allMatch(failure -> isParted(incident.id(), failure)))
                .map(Reopener::resolved)
                .distinct()
                .sorted(LATEST_FIRST)
                .filter(resolved -> new Reopening().sameCause(estimate, failures, resolved, turn.correlation()))
                .map(ResolvedIncident::incident)
                .findFirst();
    }

    /**
     * The resolved incident of a check that only broke, where it breaks again in time; where it found something before, its
     * breaking is another matter.
     */
    Optional<String> returning(CheckRow row, CheckOutcome broke) {
        return row.incident()
                .map(turn::survivor)
                .filter(incident -> incident.status() == IncidentStatus.RESOLVED
                        && incident.declaredBy().isEmpty()
                        && incident.failures().isEmpty())
                .map(Reopener::resolved)
                .filter(resolved ->
                        new Reopening().isInTime(broke.occurredAt(), resolved.resolvedAt(), turn.correlation()))
                .map(ResolvedIncident::incident);
    }

    /** Opens it again; what it held and what has become clear or gone elsewhere since is cleared in it. */
    void reopen(String id, String reason) {
        turn.record(id, turn.correlationUsed(), meta -> new IncidentEvent.Reopened(meta, Actor.HEADWATER, reason));
        reclaim(id);
    }

    /** Makes the incident's alerts agree with its checks after it was over for a while. */
    void reclaim(String id) {
        for (IncidentAlert alert : turn.incident(id).active()) {
            Optional<CheckRow> row = turn.check(alert.id());
            boolean elsewhere = row.flatMap(turn::holder)
                    .filter(holder -> !holder.id().equals(id))
                    .isPresent();
            boolean passes = row.filter(it -> it.episode().isEmpty()).isPresent();
            if (elsewhere || passes) {
                Optional<Instant> passed =
                        row.flatMap(CheckRow::lastPassedAt).filter(at -> at.isAfter(alert.occurredAt()));
                String reason = elsewhere
                        ? "it belongs to another incident now"
                        : passed.isPresent() ? "passed" : "nobody runs it any more";
                turn.record(
                        id,
                        meta -> new IncidentEvent.CheckCleared(
                                meta, alert.id(), alert.run(), passed.orElse(turn.at()), reason));
            } else {
                row.ifPresent(it -> turn.hold(it, id));
            }
        }
    }

    private static ResolvedIncident resolved(Incident incident) {
        Set<CheckId> checks = new HashSet<>();
        incident.failures().forEach(failure -> checks.add(failure.check()));
        return new ResolvedIncident(
                incident.id(),
                Set.copyOf(incident.rootCauses()),
                checks,
                incident.brokenUntil().or(incident::resolvedAt).orElse(incident.changedAt()));
    }
}
