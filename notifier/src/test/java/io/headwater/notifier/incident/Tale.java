package io.headwater.notifier.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What happens to one incident, told in the core's own words. */
public final class Tale {
    public static final Instant START = Instant.parse("2026-03-02T04:00:00Z");
    public static final String WORKSPACE = "acme";
    public static final String INCIDENT = "inc-7f3a";
    /** Keyed hashes. */
    public static final String ADA = "ada0".repeat(8);

    public static final String BEN = "be00".repeat(8);
    private static final Actor HEADWATER = new Actor(Optional.empty(), "headwater");
    private static final Actor ADA_IN_SLACK = new Actor(Optional.of(ADA), "slack");

    private String title = "payments: not_null failed, 36 more checks, 1 dashboard affected";
    private Status status = Status.TRIGGERED;
    private Priority priority;
    private List<PriorityReason> reasons =
            List.of(new PriorityReason("tier-1-dashboard", "a tier-1 dashboard shows broken data"));
    private Optional<Instant> announcedAt = Optional.empty();
    private Optional<Instant> resolvedAt = Optional.empty();
    private Optional<Actor> acknowledgedBy = Optional.empty();
    private Optional<Actor> resolvedBy = Optional.empty();
    private Optional<String> mergedInto = Optional.empty();
    private Optional<Instant> snoozedUntil = Optional.empty();
    private List<String> causes = List.of("table:shop.raw.payments");
    private Impact impact = new Impact(
            12,
            2,
            23,
            OptionalInt.of(1),
            List.of(new Owner(Optional.of(BEN), Optional.empty()), new Owner(Optional.empty(), Optional.of("finance"))),
            List.of(
                    new Dashboard(
                            "dashboard:looker:revenue",
                            "Revenue",
                            "DASHBOARD",
                            List.of(new Owner(Optional.of(BEN), Optional.empty())),
                            OptionalInt.of(1),
                            "https://bi.example.com/revenue",
                            List.of("table:shop.raw.payments", "table:shop.mart.revenue", "dashboard:looker:revenue")),
                    new Dashboard(
                            "dashboard:looker:refunds",
                            "Refunds",
                            "DASHBOARD",
                            List.of(),
                            OptionalInt.empty(),
                            "",
                            List.of())));
    private boolean late;
    private long version;

    private Tale(Priority priority) {
        this.priority = priority;
    }

    public static Tale of(Priority priority) {
        return new Tale(priority);
    }

    public Tale titled(String aTitle) {
        title = aTitle;
        return this;
    }

    public Tale because(PriorityReason... why) {
        reasons = List.of(why);
        return this;
    }

    public Tale reaching(Impact anImpact) {
        impact = anImpact;
        return this;
    }

    public Tale causedBy(String... urns) {
        causes = List.of(urns);
        return this;
    }

    public Tale late() {
        late = true;
        return this;
    }

    /** A failure that came in time joins what was late. */
    public Tale fresh() {
        late = false;
        return this;
    }

    public Tale snoozedUntil(Instant until) {
        snoozedUntil = Optional.of(until);
        return this;
    }

    public IncidentEvent opened() {
        return event(new Happening.Opened(false));
    }

    public IncidentEvent announced() {
        announcedAt = Optional.of(START.plusSeconds(30));
        return event(new Happening.Announced());
    }

    public IncidentEvent becomes(Priority now) {
        Priority before = priority;
        priority = now;
        return event(new Happening.PriorityChanged(before));
    }

    public IncidentEvent rootCauseIs(String urn) {
        causes = List.of(urn);
        return event(new Happening.RootCauseEstimated());
    }

    public IncidentEvent acknowledged() {
        status = Status.ACKNOWLEDGED;
        acknowledgedBy = Optional.of(ADA_IN_SLACK);
        return event(new Happening.Acknowledged(ADA_IN_SLACK));
    }

    public IncidentEvent resolved() {
        status = Status.RESOLVED;
        resolvedAt = Optional.of(START.plusSeconds(3_900));
        resolvedBy = Optional.of(HEADWATER);
        return event(new Happening.Resolved(HEADWATER, "every check passes", true));
    }

    public IncidentEvent reopened() {
        status = Status.TRIGGERED;
        resolvedAt = Optional.empty();
        resolvedBy = Optional.empty();
        acknowledgedBy = Optional.empty();
        return event(new Happening.Reopened(HEADWATER, "the same cause broke again"));
    }

    public IncidentEvent mergedInto(String other) {
        mergedInto = Optional.of(other);
        return event(new Happening.MergedInto(other, "one cause explains both"));
    }

    public IncidentEvent linked(String key, String url) {
        return event(new Happening.Linked("jira", key, url));
    }

    /** An event of which nothing is said. */
    public IncidentEvent alertJoins() {
        return event(new Happening.Other());
    }

    /** The incident as it stands. */
    public Headline headline() {
        return new Headline(
                title,
                status,
                priority,
                new ArrayList<>(reasons),
                START,
                Optional.of(START.minusSeconds(3_600)),
                false,
                announcedAt,
                resolvedAt,
                causes,
                false,
                "Its own test failed and all else lies downstream.",
                37,
                36,
                37,
                impact,
                Optional.empty(),
                acknowledgedBy,
                resolvedBy,
                Optional.of("finance"),
                List.of(),
                mergedInto,
                late,
                false,
                snoozedUntil);
    }

    private IncidentEvent event(Happening what) {
        version++;
        return new IncidentEvent(WORKSPACE, INCIDENT, version, START.plusSeconds(30 + version), what, headline());
    }
}
