package io.headwater.incident.projection;

import java.time.Instant;
import java.util.List;

/**
 * An incident as people and scripts see it. Times are UTC. People are shown by name where it is known, else by a short
 * hash; `assigneeId` and the like hold the whole keyed hash.
 *
 * @param status TRIGGERED, ACKNOWLEDGED, MITIGATED, RESOLVED or CLOSED
 * @param brokenSinceAtLeast the check never passed before, so it broke at least that long ago
 * @param rootCauses URNs
 * @param alertCount distinct (check, run) that were FAILED, WARNED or ERRORED
 * @param mergedFrom all that live on in it, over several merges too
 * @param candidates the places whose breaking could explain it, best first
 */
public record IncidentView(
        String id,
        String workspace,
        long version,
        String title,
        String description,
        String status,
        String priority,
        List<PriorityReason> priorityReasons,
        Instant openedAt,
        Instant brokenSince,
        boolean brokenSinceAtLeast,
        Instant announcedAt,
        Instant acknowledgedAt,
        Instant resolvedAt,
        Instant updatedAt,
        List<String> rootCauses,
        boolean rootCauseSuspected,
        String rootCauseReason,
        List<Candidate> candidates,
        int alertCount,
        int failingCheckCount,
        int checkCount,
        List<String> mergedFrom,
        String mergedInto,
        String assignee,
        String assigneeId,
        String acknowledgedBy,
        String acknowledgedVia,
        String resolvedBy,
        String resolvedVia,
        String domain,
        boolean late,
        boolean flapping,
        Instant snoozedUntil,
        Impact impact,
        List<NotificationView> notifications,
        List<TicketView> tickets) {

    /** Which rule spoke, and the facts it saw. */
    public record PriorityReason(String rule, String facts) {}

    /** A place whose breaking could explain the incident; the cheapest story wins. */
    public record Candidate(
            String urn, boolean suspected, long costMicroNats, int explains, int of, List<String> reasons) {}

    /**
     * The blast radius in short; counts exact, dashboards at most 50.
     *
     * @param bestTier 1 is the most important; null where none is known
     */
    public record Impact(
            int revision,
            int assetCount,
            int dashboardCount,
            int viewerCount,
            Integer bestTier,
            List<String> owners,
            List<Dashboard> dashboards) {}

    /**
     * A place people look at within the blast radius.
     *
     * @param owner the first of its owners; null where none is known
     * @param path URNs from the root cause to it, both ends included
     */
    public record Dashboard(
            String urn,
            String name,
            String type,
            String owner,
            List<String> owners,
            Integer tier,
            String url,
            List<String> path) {}

    /** What was told to whom; `state` is INTENDED, SENT, CONFIRMED, FAILED or SUPPRESSED. */
    public record NotificationView(
            String channel, String target, String kind, String state, String reason, Instant at, String url) {}

    /** A ticket or document that belongs to the incident. */
    public record TicketView(String system, String key, String url, String status, String state, Instant at) {}
}
