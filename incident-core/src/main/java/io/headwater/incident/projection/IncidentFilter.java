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
 * @param words of anything said or done in it: titles, assets, checks, messages, notes, reasons, people, tickets; all
 *     must occur, `"in a row"`, `-without`, `this or that`
 * @param bestFirst the best fit first rather than the latest; only with words
 */
public record IncidentFilter(
        List<String> statuses, String priority, String owner, String asset, String words, boolean bestFirst) {
    private static final List<String> OPEN = List.of("TRIGGERED", "ACKNOWLEDGED", "MITIGATED");
    private static final List<String> RESOLVED = List.of("RESOLVED", "CLOSED");
    private static final Set<String> PRIORITIES = Set.of("P0", "P1", "P2", "P3", "P4");

    /** All incidents that are open. */
    public static IncidentFilter open() {
        return new IncidentFilter(OPEN, null, null, null, null, false);
    }

    /**
     * As HTTP asks.
     *
     * @param status open, resolved, all, or one state in capitals; null means all
     * @param sort time or relevance; null means time
     * @throws IllegalArgumentException that says what is allowed
     */
    public static IncidentFilter of(
            String status, String priority, String owner, String asset, String words, String sort) {
        if (priority != null && !PRIORITIES.contains(priority.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("priority: '" + priority + "' is none of P0 to P4");
        }
        return new IncidentFilter(
                statuses(status),
                priority == null ? null : priority.toUpperCase(Locale.ROOT),
                owner,
                asset,
                words,
                bestFirst(sort) && words != null && !words.isBlank());
    }

    IncidentFilter withAsset(String urn) {
        return new IncidentFilter(statuses, priority, owner, urn, words, bestFirst);
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

    private static boolean bestFirst(String sort) {
        if (sort == null || sort.equals("time")) {
            return false;
        } else if (sort.equals("relevance")) {
            return true;
        }
        throw new IllegalArgumentException("sort: '" + sort + "' is none of time, relevance");
    }
}
