package io.headwater.incident.projection;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which incidents are asked for; null or empty: any. Incidents that were merged away are never listed: the survivor
 * stands for them.
 *
 * @param statuses names of states
 * @param priority P0 … P4
 * @param owner a person (name, e-mail or hash) or team that answers for what is affected, or the assignee
 * @param asset URN of a root cause, an affected asset or the subject of an alert
 * @param words part of the title, id, a root cause or anything said in the timeline
 */
public record IncidentFilter(List<String> statuses, String priority, String owner, String asset, String words) {
    private static final List<String> OPEN = List.of("TRIGGERED", "ACKNOWLEDGED", "MITIGATED");
    private static final List<String> RESOLVED = List.of("RESOLVED", "CLOSED");
    private static final Set<String> PRIORITIES = Set.of("P0", "P1", "P2", "P3", "P4");

    /** All incidents that are open. */
    public static IncidentFilter open() {
        return new IncidentFilter(OPEN, null, null, null, null);
    }

    /**
     * As HTTP asks.
     *
     * @param status open, resolved, all, or one state in capitals; null means all
     * @throws IllegalArgumentException that says what is allowed
     */
    public static IncidentFilter of(String status, String priority, String owner, String asset, String words) {
        if (priority != null && !PRIORITIES.contains(priority.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("priority: '" + priority + "' is none of P0 to P4");
        }
        return new IncidentFilter(
                statuses(status), priority == null ? null : priority.toUpperCase(Locale.ROOT), owner, asset, words);
    }

    private static List<String> statuses(String status) {
        if (status == null || status.equals("all")) {
            return List.of();
        } else if (status.equals("open")) {
            return OPEN;
        } else if (status.equals("resolved")) {
            return RESOLVED;
        } else if (OPEN.contains(status) || RESOLVED.contains(status)) {
            return List.of(status);
        }
        throw new IllegalArgumentException("status: '" + status
                + "' is none of open, resolved, all, TRIGGERED, ACKNOWLEDGED, MITIGATED, RESOLVED, CLOSED");
    }
}
