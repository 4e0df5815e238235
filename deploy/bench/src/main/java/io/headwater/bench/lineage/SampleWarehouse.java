package io.headwater.bench.lineage;

import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.KnownCheck;
import io.headwater.incident.lineage.Owner;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Lineage of any size, the same in every run: domains of equal size, in each of which everything lies downstream of its
 * asset 0, four to one, and has two more upstreams among the 5 000 before it. An asset has what dbt tells of one: a name, an alias, a
 * team and a domain; every other a test, one in a hundred is a dashboard with a tier and a URL. All texts are made anew
 * at each call, as reading a record makes them.
 */
public final class SampleWarehouse {
    private static final int CHILDREN = 4;
    private static final int REACH = 5_000;
    private static final int DASHBOARD_EACH = 100;
    private static final int TEAMS = 40;

    private final int domains;
    private final int assetsPerDomain;

    public SampleWarehouse(int domains, int assetsPerDomain) {
        this.domains = domains;
        this.assetsPerDomain = assetsPerDomain;
    }

    public int size() {
        return domains * assetsPerDomain;
    }

    public int assetsPerDomain() {
        return assetsPerDomain;
    }

    /** Assets are numbered through, domain by domain. */
    public String urn(int asset) {
        return isDashboard(asset)
                ? "dashboard:looker:" + name(asset)
                : "table:analytics." + domain(asset) + "." + name(asset);
    }

    public AssetNode node(int asset) {
        String name = name(asset);
        boolean dashboard = isDashboard(asset);
        return new AssetNode(
                urn(asset),
                name,
                dashboard ? AssetType.DASHBOARD : AssetType.MODEL,
                List.of((dashboard ? "dbt:exposure.analytics." : "dbt:model.analytics.") + name),
                asset % 2 == 0 ? List.of(check(asset)) : List.of(),
                upstreams(asset).stream().map(this::urn).toList(),
                List.of(Owner.team("team-" + asset / 100 % TEAMS)),
                dashboard ? OptionalInt.of(1 + asset % 3) : OptionalInt.empty(),
                Optional.empty(),
                Optional.of(domain(asset)),
                dashboard ? Optional.of("https://looker.example.com/dashboards/" + asset) : Optional.empty(),
                List.of());
    }

    /** The test that watches the asset. */
    public KnownCheck check(int asset) {
        String name = "not_null_" + name(asset) + "_id";
        return new KnownCheck(
                new CheckId("dbt", "test.analytics." + name + "." + Integer.toHexString(asset)),
                name,
                CheckKind.DATA_TEST,
                List.of("id"));
    }

    /** Numbers of the asset's direct upstreams. */
    public TreeSet<Integer> upstreams(int asset) {
        int first = asset - asset % assetsPerDomain;
        int place = asset - first;
        TreeSet<Integer> upstreams = new TreeSet<>();
        if (place > 0) {
            SplittableRandom random = new SplittableRandom(asset);
            upstreams.add(first + (place - 1) / CHILDREN);
            for (int i = 0; i < 2; i++) {
                upstreams.add(first + random.nextInt(Math.max(0, place - REACH), place));
            }
        }
        return upstreams;
    }

    /** Every asset once, in no order that means anything: as assets come. */
    public int[] arrivals() {
        SplittableRandom random = new SplittableRandom(7);
        int[] order = new int[size()];
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private String name(int asset) {
        return (isDashboard(asset) ? "overview_" : "fct_orders_") + digits(asset, 7);
    }

    private String domain(int asset) {
        return "domain_" + digits(asset / assetsPerDomain, 3);
    }

    private static String digits(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private boolean isDashboard(int asset) {
        return asset % DASHBOARD_EACH == DASHBOARD_EACH - 1;
    }
}
