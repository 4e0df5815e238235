package io.headwater.ticketing.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Incidents as tests tell of them: an announced P0 with one cause and one dashboard, until told otherwise. */
public final class Seen {
    public static final Instant BROKEN = Instant.parse("2026-03-01T03:00:00Z");
    public static final String ADA = "ada0".repeat(8);

    private String title = "payments: not_null failed, 36 more checks, 1 dashboard affected";
    private Status status = Status.TRIGGERED;
    private String priority = "P0";
    private List<Sight.Reason> reasons =
            List.of(new Sight.Reason("tier-1-dashboard", "Revenue is tier 1 and shows broken data"));
    private boolean atLeast;
    private boolean announced = true;
    private Optional<Instant> resolvedAt = Optional.empty();
    private Optional<Doer> resolvedBy = Optional.empty();
    private List<String> causes = List.of("table:shop.raw.payments");
    private boolean suspected;
    private String why = "Its own test failed and all else lies downstream.";
    private int viewers = 23;
    private int dashboardCount = 1;
    private List<Sight.Dashboard> dashboards = List.of(dashboard("Revenue", "https://bi.example.com/revenue"));
    private List<String> mergedFrom = List.of();
    private Optional<String> mergedInto = Optional.empty();

    private Seen() {}

    public static Seen broken() {
        return new Seen();
    }

    public static Sight.Dashboard dashboard(String name, String url) {
        return new Sight.Dashboard(
                "dashboard:looker:" + name,
                name,
                Optional.of(1),
                Optional.of(url),
                List.of(ADA),
                List.of("Finance Analytics"));
    }

    public Seen titled(String words) {
        title = words;
        return this;
    }

    public Seen priority(String wanted) {
        priority = wanted;
        return this;
    }

    Seen status(Status wanted) {
        status = wanted;
        return this;
    }

    Seen because(List<Sight.Reason> wanted) {
        reasons = wanted;
        return this;
    }

    /** Late, or group-wait is not over. */
    Seen notAnnounced() {
        announced = false;
        return this;
    }

    Seen resolvedBy(Doer doer, String at) {
        status = Status.RESOLVED;
        resolvedBy = Optional.of(doer);
        resolvedAt = Optional.of(Instant.parse(at));
        return this;
    }

    public Seen resolved() {
        return resolvedBy(new Doer(Optional.empty(), "headwater"), "2026-03-01T05:05:00Z");
    }

    Seen causes(List<String> urns, String reason) {
        causes = urns;
        why = reason;
        return this;
    }

    Seen suspected() {
        suspected = true;
        return this;
    }

    Seen neverPassed() {
        atLeast = true;
        return this;
    }

    Seen viewers(int count) {
        viewers = count;
        return this;
    }

    Seen dashboards(int exactly, List<Sight.Dashboard> shown) {
        dashboardCount = exactly;
        dashboards = shown;
        return this;
    }

    Seen mergedInto(String other) {
        mergedInto = Optional.of(other);
        return this;
    }

    public Seen mergedFrom(String... others) {
        mergedFrom = List.of(others);
        return this;
    }

    public Sight sight() {
        return new Sight(
                title,
                status,
                priority,
                reasons,
                Optional.of(BROKEN),
                atLeast,
                announced,
                resolvedAt,
                resolvedBy,
                causes,
                suspected,
                why,
                37,
                new Sight.Impact(12, dashboardCount, viewers, new ArrayList<>(dashboards)),
                mergedFrom,
                mergedInto);
    }

    /** Seen in an event that leaves the incident at this version. */
    public Fact at(long version) {
        return at(version, "");
    }

    public Fact at(long version, String reason) {
        return new Fact(version, BROKEN.plusSeconds(60 * version), sight(), reason);
    }
}
