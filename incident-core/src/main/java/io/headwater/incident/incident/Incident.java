package io.headwater.incident.incident;

import io.headwater.incident.correlation.Failure;
import io.headwater.incident.outcome.CheckId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * State of one incident: a fold of its events and nothing else.
 *
 * @param openedAt arrival of what opened it
 * @param changedAt time of its latest event
 * @param late nothing that is worth telling came yet: all it opened with was over 24 h old; no more once it is announced
 * @param alerts by {@code source/check}
 * @param alertCount distinct (check, run) that were FAILED, WARNED or ERRORED
 * @param suspected no check on the root cause failed
 * @param brokenFrom start of the broken interval, source time; {@code brokenAtLeast}: it broke at least that long ago
 * @param brokenUntil recovery; empty while it is broken
 * @param priorityBy the person whose word holds; empty while policy decides
 * @param partedFrom incidents a person split it from, or off it
 * @param partedChecks checks that a person took from it, {@code source/check}
 * @param declaredAssets what people declared to be broken, here or in what was merged into it
 * @param flapping checks that flap, {@code source/check}
 * @param windowClosed it takes repeats only
 * @param notes by id, whether the text still stands
 */
public record Incident(
        String workspace,
        String id,
        long version,
        Instant openedAt,
        Instant changedAt,
        IncidentStatus status,
        boolean late,
        Optional<Actor> declaredBy,
        String description,
        SortedMap<String, IncidentAlert> alerts,
        int alertCount,
        List<String> rootCauses,
        boolean suspected,
        String rootCauseReason,
        List<CauseCandidate> candidates,
        Optional<String> domain,
        ImpactSummary impact,
        Optional<Instant> brokenFrom,
        boolean brokenAtLeast,
        Optional<Instant> brokenUntil,
        Priority priority,
        List<PriorityReason> priorityReasons,
        Optional<Actor> priorityBy,
        Optional<Instant> announcedAt,
        Optional<Instant> acknowledgedAt,
        Optional<Actor> acknowledgedBy,
        Optional<Instant> resolvedAt,
        Optional<Actor> resolvedBy,
        Optional<String> assignee,
        List<String> mergedFrom,
        Optional<String> mergedInto,
        List<String> partedFrom,
        List<String> partedChecks,
        List<String> declaredAssets,
        List<String> flapping,
        Optional<Instant> snoozedUntil,
        boolean windowClosed,
        boolean closeProposed,
        SortedMap<String, Boolean> notes,
        List<Link> links) {
    public Incident {
        rootCauses = List.copyOf(rootCauses);
        candidates = List.copyOf(candidates);
        priorityReasons = List.copyOf(priorityReasons);
        mergedFrom = List.copyOf(mergedFrom);
        partedFrom = List.copyOf(partedFrom);
        // Rows of an earlier build have none.
        partedChecks = partedChecks == null ? List.of() : List.copyOf(partedChecks);
        declaredAssets = declaredAssets == null ? List.of() : List.copyOf(declaredAssets);
        flapping = List.copyOf(flapping);
        links = List.copyOf(links);
        alerts = Collections.unmodifiableSortedMap(new TreeMap<>(alerts));
        notes = Collections.unmodifiableSortedMap(new TreeMap<>(notes));
    }

    /** Before its first event. */
    public static Incident none(String workspace, String id) {
        IncidentDraft draft = new IncidentDraft();
        draft.workspace = workspace;
        draft.id = id;
        return draft.done();
    }

    /** After the event, which must be the next one by version. */
    public Incident apply(IncidentEvent event) {
        return Evolution.after(this, event);
    }

    /** The fold of an incident's events, from the first. */
    public static Incident fold(List<? extends IncidentEvent> events) {
        EventMeta first = events.get(0).meta();
        Incident incident = none(first.workspace(), first.incident());
        for (IncidentEvent event : events) {
            incident = incident.apply(event);
        }
        return incident;
    }

    /** What its next event carries. */
    public EventMeta next(Instant at, String cause, List<PolicyUsed> policies) {
        return new EventMeta(workspace, id, version + 1, at, cause, policies);
    }

    /** Whether it takes failures or repeats. */
    public boolean isOpen() {
        return version > 0 && mergedInto.isEmpty() && status.isOpen();
    }

    public Optional<IncidentAlert> alert(CheckId check) {
        return Optional.ofNullable(alerts.get(check.toString()));
    }

    /** CAUSE where it watches the root cause, else SYMPTOM. */
    public AlertRole roleOf(IncidentAlert alert) {
        boolean cause = alert.evidence() && alert.assets().stream().anyMatch(rootCauses::contains);
        return cause ? AlertRole.CAUSE : AlertRole.SYMPTOM;
    }

    /** What is bad now, by check. */
    public List<IncidentAlert> active() {
        return alerts.values().stream().filter(IncidentAlert::isActive).toList();
    }

    public int failingCheckCount() {
        return (int) alerts.values().stream().filter(IncidentAlert::isActive).count();
    }

    /** The evidence it holds, one per check, in the order of reasoning. */
    public List<Failure> failures() {
        return alerts.values().stream()
                .filter(IncidentAlert::evidence)
                .map(IncidentAlert::failure)
                .sorted(Failure.ORDER)
                .toList();
    }
}
