package io.headwater.incident.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An incident while an event is applied to it; never leaves the package. */
final class IncidentDraft {
    String workspace = "";
    String id = "";
    long version = 0;
    Instant openedAt = Instant.EPOCH;
    Instant changedAt = Instant.EPOCH;
    IncidentStatus status = IncidentStatus.TRIGGERED;
    boolean late = false;
    Optional<Actor> declaredBy = Optional.empty();
    String description = "";
    SortedMap<String, IncidentAlert> alerts = new TreeMap<>();
    int alertCount = 0;
    List<String> rootCauses = List.of();
    boolean suspected = false;
    String rootCauseReason = "";
    List<CauseCandidate> candidates = List.of();
    Optional<String> domain = Optional.empty();
    ImpactSummary impact = ImpactSummary.NONE;
    Optional<Instant> brokenFrom = Optional.empty();
    boolean brokenAtLeast = false;
    Optional<Instant> brokenUntil = Optional.empty();
    Priority priority = Priority.UNKNOWN;
    List<PriorityReason> priorityReasons = List.of();
    Optional<Actor> priorityBy = Optional.empty();
    Optional<Instant> announcedAt = Optional.empty();
    Optional<Instant> acknowledgedAt = Optional.empty();
    Optional<Actor> acknowledgedBy = Optional.empty();
    Optional<Instant> resolvedAt = Optional.empty();
    Optional<Actor> resolvedBy = Optional.empty();
    Optional<String> assignee = Optional.empty();
    List<String> mergedFrom = List.of();
    Optional<String> mergedInto = Optional.empty();
    List<String> partedFrom = List.of();
    List<String> partedChecks = List.of();
    List<String> declaredAssets = List.of();
    List<String> flapping = List.of();
    Optional<Instant> snoozedUntil = Optional.empty();
    boolean windowClosed = false;
    boolean closeProposed = false;
    SortedMap<String, Boolean> notes = new TreeMap<>();
    List<Link> links = List.of();

    IncidentDraft() {}

    IncidentDraft(Incident before) {
        workspace = before.workspace();
        id = before.id();
        version = before.version();
        openedAt = before.openedAt();
        changedAt = before.changedAt();
        status = before.status();
        late = before.late();
        declaredBy = before.declaredBy();
        description = before.description();
        alerts = new TreeMap<>(before.alerts());
        alertCount = before.alertCount();
        rootCauses = before.rootCauses();
        suspected = before.suspected();
        rootCauseReason = before.rootCauseReason();
        candidates = before.candidates();
        domain = before.domain();
        impact = before.impact();
        brokenFrom = before.brokenFrom();
        brokenAtLeast = before.brokenAtLeast();
        brokenUntil = before.brokenUntil();
        priority = before.priority();
        priorityReasons = before.priorityReasons();
        priorityBy = before.priorityBy();
        announcedAt = before.announcedAt();
        acknowledgedAt = before.acknowledgedAt();
        acknowledgedBy = before.acknowledgedBy();
        resolvedAt = before.resolvedAt();
        resolvedBy = before.resolvedBy();
        assignee = before.assignee();
        mergedFrom = before.mergedFrom();
        mergedInto = before.mergedInto();
        partedFrom = before.partedFrom();
        partedChecks = before.partedChecks();
        declaredAssets = before.declaredAssets();
        flapping = before.flapping();
        snoozedUntil = before.snoozedUntil();
        windowClosed = before.windowClosed();
        closeProposed = before.closeProposed();
        notes = new TreeMap<>(before.notes());
        links = before.links();
    }

    Incident done() {
        return new Incident(
                workspace,
                id,
                version,
                openedAt,
                changedAt,
                status,
                late,
                declaredBy,
                description,
                alerts,
                alertCount,
                rootCauses,
                suspected,
                rootCauseReason,
                candidates,
                domain,
                impact,
                brokenFrom,
                brokenAtLeast,
                brokenUntil,
                priority,
                priorityReasons,
                priorityBy,
                announcedAt,
                acknowledgedAt,
                acknowledgedBy,
                resolvedAt,
                resolvedBy,
                assignee,
                mergedFrom,
                mergedInto,
                partedFrom,
                partedChecks,
                declaredAssets,
                flapping,
                snoozedUntil,
                windowClosed,
                closeProposed,
                notes,
                links);
    }
}
