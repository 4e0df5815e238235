package io.headwater.ticketing.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An incident as a ticket sees it: the headline of one of its events.
 *
 * @param priority `P0` to `P4`
 * @param brokenSince UTC
 * @param atLeast it broke at `brokenSince` or before
 * @param announced people may be told
 * @param rootCauses URNs
 * @param resolvedAt UTC
 */
public record Sight(
        String title,
        Status status,
        String priority,
        List<Reason> reasons,
        Optional<Instant> brokenSince,
        boolean atLeast,
        boolean announced,
        Optional<Instant> resolvedAt,
        Optional<Doer> resolvedBy,
        List<String> rootCauses,
        boolean suspected,
        String causeReason,
        int alerts,
        Impact impact,
        List<String> mergedFrom,
        Optional<String> mergedInto) {

    /** Why this priority: a rule and the facts it saw. */
    public record Reason(String rule, String facts) {}

    /** The blast radius; counts are exact, the list is capped. */
    public record Impact(int assets, int dashboardCount, int viewers, List<Dashboard> dashboards) {}

    /**
     * An affected dashboard.
     *
     * @param people hashes of its owners
     */
    public record Dashboard(
            String urn,
            String name,
            Optional<Integer> tier,
            Optional<String> url,
            List<String> people,
            List<String> teams) {}

    boolean isMerged() {
        return mergedInto.isPresent();
    }

    /** Whether what the ticket says of the incident differs enough to be worth an edit. */
    boolean differsMaterially(Sight told) {
        return !material().equals(told.material());
    }

    private List<Object> material() {
        return List.of(
                title,
                priority,
                reasons,
                brokenSince,
                atLeast,
                rootCauses,
                suspected,
                causeReason,
                impact.dashboardCount(),
                impact.dashboards(),
                // People come and look all the time; it matters when their number doubles.
                Integer.toBinaryString(impact.viewers()).length());
    }
}
