package io.headwater.notifier.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The incident as it stands after an event. Times in UTC. */
public record Headline(
        String title,
        Status status,
        Priority priority,
        List<PriorityReason> priorityReasons,
        Instant openedAt,
        Optional<Instant> brokenSince,
        boolean brokenSinceAtLeast,
        Optional<Instant> announcedAt,
        Optional<Instant> resolvedAt,
        List<String> rootCauses,
        boolean rootCauseSuspected,
        String rootCauseReason,
        int alertCount,
        int failingCheckCount,
        int checkCount,
        Impact impact,
        Optional<String> assignee,
        Optional<Actor> acknowledgedBy,
        Optional<Actor> resolvedBy,
        Optional<String> domain,
        List<String> mergedFrom,
        Optional<String> mergedInto,
        boolean late,
        boolean flapping,
        Optional<Instant> snoozedUntil) {}
