package io.headwater.incident.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The incident as it stands after an event: enough to tell people without folding; see {@link Titles} for the title. */
public record Headline(
        String title,
        IncidentStatus status,
        Priority priority,
        List<PriorityReason> priorityReasons,
        Instant openedAt,
        Optional<Instant> brokenSince,
        boolean brokenSinceAtLeast,
        Optional<Instant> announcedAt,
        Optional<Instant> acknowledgedAt,
        Optional<Instant> resolvedAt,
        List<String> rootCauses,
        boolean rootCauseSuspected,
        String rootCauseReason,
        int alertCount,
        int failingCheckCount,
        int checkCount,
        ImpactSummary impact,
        Optional<String> assignee,
        Optional<Actor> acknowledgedBy,
        Optional<Actor> resolvedBy,
        Optional<String> domain,
        List<String> mergedFrom,
        Optional<String> mergedInto,
        boolean late,
        boolean flapping,
        Optional<Instant> snoozedUntil) {

    /** The headline of an incident: a function of its state alone. */
    public static Headline of(Incident incident) {
        return new Headline(
                Titles.of(incident),
                incident.status(),
                incident.priority(),
                incident.priorityReasons(),
                incident.openedAt(),
                incident.brokenFrom(),
                incident.brokenAtLeast(),
                incident.announcedAt(),
                incident.acknowledgedAt(),
                incident.resolvedAt(),
                incident.rootCauses(),
                incident.suspected(),
                incident.rootCauseReason(),
                incident.alertCount(),
                incident.failingCheckCount(),
                incident.alerts().size(),
                incident.impact(),
                incident.assignee(),
                incident.acknowledgedBy(),
                incident.resolvedBy(),
                incident.domain(),
                incident.mergedFrom(),
                incident.mergedInto(),
                incident.late(),
                !incident.flapping().isEmpty(),
                incident.snoozedUntil());
    }
}
