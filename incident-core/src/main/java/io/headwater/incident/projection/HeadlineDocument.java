package io.headwater.incident.projection;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The column `headline`: an event's headline as JSON; lists are null in a row that has seen none yet. */
record HeadlineDocument(
        List<IncidentView.PriorityReason> priorityReasons,
        Instant brokenSince,
        boolean brokenSinceAtLeast,
        Instant announcedAt,
        boolean rootCauseSuspected,
        String rootCauseReason,
        int alertCount,
        int failingCheckCount,
        int checkCount,
        Impact impact,
        Actor acknowledgedBy,
        Actor resolvedBy,
        String domain,
        boolean late,
        boolean flapping,
        Instant snoozedUntil) {

    record Actor(String person, String via) {}

    record Owner(String person, String team) {
        static List<String> names(List<Owner> owners) {
            return orEmpty(owners).stream()
                    .flatMap(owner -> Stream.of(owner.person, owner.team))
                    .filter(name -> name != null && !name.isBlank())
                    .toList();
        }
    }

    record Dashboard(
            String urn, String name, String type, List<Owner> owners, Integer tier, String url, List<String> path) {}

    record Impact(
            int revision,
            int assetCount,
            int dashboardCount,
            int viewerCount,
            Integer bestTier,
            List<Owner> owners,
            List<Dashboard> dashboards) {
        static final Impact NONE = new Impact(0, 0, 0, 0, null, List.of(), List.of());
    }

    static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
