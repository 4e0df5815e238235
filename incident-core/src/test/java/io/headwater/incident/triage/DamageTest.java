package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.AffectedViewer;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentCommand.Close;
import io.headwater.incident.incident.IncidentCommand.Merge;
import io.headwater.incident.incident.IncidentCommand.Reopen;
import io.headwater.incident.incident.IncidentCommand.Resolve;
import io.headwater.incident.incident.IncidentEvent.ImpactPart;
import io.headwater.incident.incident.IncidentEvent.ImpactRevised;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.status.AssetStatus;
import io.headwater.incident.status.Health;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an incident does to the warehouse and to people: impact, broken interval, viewers, status. */
class DamageTest {
    private final Night night = Night.over("raw.orders > stg_orders > orders > dash:sales", "orders > mart");

    @Test
    void data_is_broken_from_the_last_pass_until_all_is_clear() {
        night.run("01:15", Say.test("orders").passed("run-0", "01:14"));
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        assertThat(night.incident().brokenFrom()).contains(Warehouse.at("01:14"));
        assertThat(night.incident().brokenAtLeast()).isFalse();
        assertThat(night.incident().brokenUntil()).isEmpty();

        night.run("03:15", Say.test("orders").passed("run-2", "03:14"));
        assertThat(night.incident().brokenUntil()).contains(Warehouse.at("03:14"));
    }

    @Test
    void data_that_was_never_seen_to_pass_is_broken_since_the_first_failure_at_least() {
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));

        assertThat(night.incident().brokenFrom()).contains(Warehouse.at("02:14"));
        assertThat(night.incident().brokenAtLeast()).isTrue();
    }

    @Test
    void a_late_pass_before_the_failure_amends_the_history_of_its_check_only() {
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.hear("02:20", Say.test("orders").passed("run-0", "02:00"));

        assertThat(night.state.checks().get("dbt/not_null_orders").orElseThrow().lastPassedAt())
                .contains(Warehouse.at("02:00"));
        assertThat(night.incident().brokenFrom()).contains(Warehouse.at("02:14"));
    }

    @Test
    void who_looked_while_it_was_broken_is_counted_though_the_view_comes_after_the_fact() {
        night.run("01:15", Say.test("orders").passed("run-0", "01:14"));
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        assertThat(night.incident().impact().viewerCount()).isZero();
        assertThat(night.incident().priority()).isEqualTo(Priority.P2);

        night.until("02:30");
        night.view("dash:sales", "grace", "02:00");
        night.view("dash:sales", "grace", "02:10");
        night.view("dash:sales", "alan", "01:00");
        night.until("02:31");

        assertThat(night.incident().impact().viewerCount()).isEqualTo(1);
        assertThat(night.incident().priority()).isEqualTo(Priority.P1);
        assertThat(viewers()).singleElement().satisfies(viewer -> {
            assertThat(viewer.viewer()).isEqualTo("grace");
            assertThat(viewer.views()).isEqualTo(2);
            assertThat(viewer.failingChecks()).containsExactly("dbt/not_null_orders");
        });
    }

    @Test
    void who_looked_while_it_was_broken_is_counted_though_it_is_heard_of_when_all_is_over() {
        Night night = Night.over("raw.orders > orders > dash:sales", "raw.orders > refunds > dash:fraud");
        night.run(
                "02:15",
                Say.test("raw.orders").failed("run-1", "02:14"),
                Say.test("refunds").failed("run-1", "02:14"));
        night.run("03:15", Say.test("refunds").passed("run-2", "03:14"));
        night.run("04:15", Say.test("raw.orders").passed("run-3", "04:14"));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);

        night.until("06:00").restart();
        night.view("dash:sales", "vera", "03:30")
                .view("dash:sales", "anna", "05:00")
                .view("dash:fraud", "boris", "02:59");
        night.until("06:01");

        assertThat(night.incident().impact().viewerCount()).isEqualTo(2);
        night.ask(new Close(night.by("ada", night.incident().id()), "done"));
        night.until("+6 00:00").view("dash:sales", "wanda", "03:31").until("+6 00:01");
        assertThat(night.incident().impact().viewerCount()).as("within a week").isEqualTo(3);
        night.until("+14 00:00").view("dash:sales", "yves", "03:32").until("+14 00:01");
        assertThat(night.incident().impact().viewerCount()).as("no longer").isEqualTo(3);
        assertThat(night.state.index().startingWith(Keys.prefix(Keys.BEYOND_STATUS)))
                .isEmpty();
    }

    @Test
    void data_that_was_whole_for_a_day_was_wrong_twice() {
        Night night = Night.over("raw.orders > orders > dash:sales");
        night.run("01:15", Say.test("orders").passed("run-0", "01:14"));
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.run("04:15", Say.test("orders").passed("run-2", "04:14"));
        night.run("09:15", Say.test("orders").passed("run-3", "09:14"));
        night.view("dash:sales", "vera", "03:00")
                .view("dash:sales", "anna", "05:00")
                .view("dash:sales", "boris", "10:00");
        night.run("10:15", Say.test("orders").failed("run-4", "10:14"));

        Incident incident = night.incident();
        assertThat(incident.isOpen()).isTrue();
        assertThat(incident.brokenFrom()).contains(Warehouse.at("09:14"));
        assertThat(incident.alerts().get("dbt/not_null_orders").lastPassedAt()).contains(Warehouse.at("09:14"));
        assertThat(incident.impact().viewerCount())
                .as("boris; the first time is known no more")
                .isEqualTo(1);
    }

    @Test
    void what_was_told_of_an_impact_is_forgotten_a_week_after_its_incident() {
        Night shop = Night.over("raw.orders > orders", "hr > payroll", "refunds");
        shop.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        shop.hear("02:16", Say.monitor("payroll").failed("mc-2", "02:15"));
        shop.hear("02:17", Say.monitor("refunds").failed("mc-3", "02:16"));
        String orders = shop.holding("monte-carlo/volume_orders").id();
        String payroll = shop.holding("monte-carlo/volume_payroll").id();
        shop.ask(new Close(shop.by("ada", payroll), ""));
        shop.ask(new Merge(
                shop.by("ada", shop.holding("monte-carlo/volume_refunds").id()), orders, "one"));
        assertThat(shop.state.index().startingWith(Keys.prefix(Keys.IMPACT)))
                .extracting(Rows.Row::key)
                .containsExactlyInAnyOrder(Keys.of(Keys.IMPACT, orders), Keys.of(Keys.IMPACT, payroll));

        shop.ask(new Resolve(shop.by("ada", orders), ""));
        shop.until("+7 02:00");
        assertThat(shop.state.index().startingWith(Keys.prefix(Keys.IMPACT))).hasSize(2);
        shop.until("+7 03:00");
        assertThat(shop.state.index().startingWith(Keys.prefix(Keys.IMPACT))).isEmpty();

        int told = shop.events(ImpactRevised.class).size();
        shop.restart();
        shop.learn(Nodes.dashboard("sales", 3, "orders"));
        shop.until("+7 04:00");
        assertThat(shop.events(ImpactRevised.class)).hasSize(told);
        shop.ask(new Reopen(shop.by("ada", orders), "it is not"));
        assertThat(shop.events(ImpactRevised.class)).hasSize(told + 1);
        assertThat(shop.state.index().startingWith(Keys.prefix(Keys.IMPACT))).hasSize(1);
    }

    @Test
    void a_view_that_is_told_twice_revises_nothing() {
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.until("02:30");
        night.view("dash:sales", "grace", "02:20");
        night.until("02:31");
        int revisions = night.events(ImpactRevised.class).size();
        night.view("dash:sales", "grace", "02:20");
        night.until("02:40");

        assertThat(night.events(ImpactRevised.class)).hasSize(revisions);
    }

    @Test
    void a_view_of_what_the_incident_does_not_touch_revises_nothing() {
        night.run("02:15", Say.test("mart").failed("run-1", "02:14"));
        night.until("02:30");
        night.view("dash:sales", "grace", "02:20");
        night.until("02:40");

        assertThat(night.incident().impact().viewerCount()).isZero();
        assertThat(night.events(ImpactRevised.class)).hasSize(1);
    }

    @Test
    void lineage_that_changes_revises_the_impact_as_a_new_revision() {
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        assertThat(night.incident().impact().dashboardCount()).isEqualTo(1);
        night.learn(Nodes.dashboard("board", 2, "mart"));
        night.until("02:16");

        assertThat(night.incident().impact().dashboardCount()).isEqualTo(2);
        assertThat(night.incident().impact().revision()).isEqualTo(2);
        assertThat(night.incident().priority()).isEqualTo(Priority.P1);
    }

    @Test
    void a_large_blast_radius_is_exact_in_count_and_told_in_parts() {
        String[] marts = new String[450];
        for (int i = 0; i < marts.length; i++) {
            marts[i] = "orders > mart_%03d > dash:d_%03dx".formatted(i, i);
        }
        Night wide = Night.over(marts);
        wide.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));

        assertThat(wide.incident().impact().assetCount()).isEqualTo(901);
        assertThat(wide.incident().impact().dashboardCount()).isEqualTo(450);
        assertThat(wide.incident().impact().dashboards()).hasSize(50);
        assertThat(wide.events(ImpactRevised.class)).singleElement().satisfies(event -> assertThat(event.parts())
                .isEqualTo(5));
        assertThat(wide.events(ImpactPart.class)).hasSize(5).allSatisfy(part -> assertThat(part.assets())
                .hasSizeLessThanOrEqualTo(ImpactParts.MAX_ENTRIES));
        assertThat(wide.events(ImpactPart.class).stream().flatMap(part -> part.assets().stream()))
                .hasSize(901)
                .doesNotHaveDuplicates();
    }

    @Test
    void an_asset_is_down_by_its_own_failing_check_and_degraded_below_one() {
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));

        assertThat(night.status("raw.orders")).isEqualTo(Health.UP);
        assertThat(night.status("orders")).isEqualTo(Health.DOWN);
        assertThat(night.status("mart")).isEqualTo(Health.DEGRADED);
        assertThat(night.status("dash:sales")).isEqualTo(Health.DEGRADED);
    }

    @Test
    void a_status_names_the_incident_its_priority_and_the_assets_own_failing_checks() {
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        AssetStatus orders = night.statuses().get(Warehouse.urn("orders"));

        assertThat(orders.incident()).contains(night.incident().id());
        assertThat(orders.priority()).contains(Priority.P2);
        assertThat(orders.failingChecks()).containsExactly("dbt/not_null_orders");
        assertThat(night.statuses().get(Warehouse.urn("mart")).failingChecks()).isEmpty();
    }

    @Test
    void an_asset_of_two_incidents_is_up_when_both_are_over() {
        Night both = Night.over("raw.orders > orders > mart", "raw.hr > hr > mart");
        both.hear("02:15", Say.monitor("raw.orders").failed("mc-1", "02:14"));
        both.hear("02:16", Say.monitor("raw.hr").failed("mc-2", "02:15"));
        assertThat(both.live()).hasSize(2);
        both.hear("03:00", Say.closed("fixed", Say.monitor("raw.orders").failed("mc-1", "02:14")));
        assertThat(both.status("mart")).isEqualTo(Health.DEGRADED);
        assertThat(both.statuses().get(Warehouse.urn("mart")).since()).isEqualTo(Warehouse.at("02:15"));

        both.hear("04:00", Say.closed("fixed", Say.monitor("raw.hr").failed("mc-2", "02:15")));
        assertThat(both.status("mart")).isEqualTo(Health.UP);
    }

    private List<AffectedViewer> viewers() {
        int revision = night.incident().impact().revision();
        return night.events(ImpactPart.class).stream()
                .filter(part -> part.revision() == revision)
                .flatMap(part -> part.viewers().stream())
                .toList();
    }
}
