package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.AffectedDashboard;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentCommand.Close;
import io.headwater.incident.incident.IncidentCommand.Declare;
import io.headwater.incident.incident.IncidentCommand.Merge;
import io.headwater.incident.incident.IncidentCommand.Reopen;
import io.headwater.incident.incident.IncidentCommand.Split;
import io.headwater.incident.incident.IncidentEvent.MergedFrom;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.ColumnEdge;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.status.Health;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What an alert, or an incident, brings along when it goes elsewhere by merge or split. */
class GoingAlongTest {
    private final Night night =
            Night.over("raw.orders > stg_orders > orders > mart > dash:sales", "hr > payroll > wages > dash:wages_1");

    @Test
    void what_a_check_found_is_evidence_still_in_what_it_is_merged_into_though_it_could_not_run_since() {
        Say payroll = Say.test("payroll");
        String from = alone("02:15", payroll.failed("run-1", "02:14"));
        String into = alone("02:16", Say.test("orders").failed("run-2", "02:15"));
        night.hear("03:15", payroll.errored("run-3", "03:14"));
        assertThat(night.status("payroll")).isEqualTo(Health.DOWN);

        merge(from, into);
        assertThat(night.incident().alert(payroll.id()).orElseThrow().evidence())
                .isTrue();
        assertThat(night.status("payroll")).isEqualTo(Health.DOWN);
        assertThat(night.incident().impact().dashboards())
                .extracting(AffectedDashboard::urn)
                .contains(Warehouse.urn("dash:wages_1"));
    }

    @Test
    void a_check_that_only_broke_is_no_evidence_in_what_it_is_merged_into() {
        String from = alone("02:15", Say.test("payroll").errored("run-1", "02:14"));
        String into = alone("02:16", Say.test("orders").failed("run-2", "02:15"));
        merge(from, into);
        assertThat(night.incident()
                        .alert(Say.test("payroll").id())
                        .orElseThrow()
                        .evidence())
                .isFalse();
    }

    @Test
    void a_test_of_a_column_affects_what_that_column_feeds_in_what_it_is_merged_into_clear_or_not() {
        board("dash:bonus", "payroll", new ColumnEdge(Warehouse.urn("payroll"), "bonus", "bonus"));
        board("dash:days", "payroll", new ColumnEdge(Warehouse.urn("payroll"), "days", "days"));
        Say payroll = Say.test("payroll");
        String from = alone("02:15", Say.in(List.of("bonus"), payroll.failed("run-1", "02:14")));
        alone("02:16", Say.test("hr").errored("run-2", "02:15"));
        merge(night.holding("dbt/not_null_hr").id(), from);
        String into = alone("02:17", Say.test("orders").failed("run-3", "02:16"));
        night.hear("03:15", Say.in(List.of("bonus"), payroll.passed("run-4", "03:14")));

        merge(from, into);
        assertThat(night.incident().alert(payroll.id()).orElseThrow().columns()).containsExactly("bonus");
        assertThat(night.incident().impact().dashboards())
                .extracting(AffectedDashboard::urn)
                .contains(Warehouse.urn("dash:bonus"))
                .doesNotContain(Warehouse.urn("dash:days"));
    }

    @Test
    void what_a_person_declared_to_be_broken_is_broken_in_what_it_is_merged_into() {
        String into = alone("02:15", Say.test("orders").failed("run-1", "02:14"));
        merge(declare("payroll"), into);
        assertThat(night.incident().impact().dashboards())
                .extracting(AffectedDashboard::urn)
                .contains(Warehouse.urn("dash:wages_1"), Warehouse.urn("dash:sales"));
    }

    @Test
    void what_a_person_declared_to_be_broken_stays_so_when_failures_are_merged_into_it() {
        String into = declare("payroll");
        String from = alone("02:15", Say.test("orders").failed("run-1", "02:14"));
        merge(from, into);
        assertThat(night.incident().impact().dashboards())
                .extracting(AffectedDashboard::urn)
                .contains(Warehouse.urn("dash:wages_1"), Warehouse.urn("dash:sales"));
    }

    @Test
    void what_another_incident_holds_by_now_cannot_be_split_off() {
        night.run(
                "02:15",
                Say.test("orders").failed("run-1", "02:14"),
                Say.test("stg_orders").failed("run-1", "02:14"));
        String first = night.incident().id();
        night.ask(new Close(night.by("ada", first), "known"));
        night.run("03:15", Say.test("orders").failed("run-2", "03:14"));
        night.until("20:00");
        String second = night.holding("dbt/not_null_orders").id();
        night.ask(new Reopen(night.by("ada", first), "not so known"));
        night.ask(new Split(night.by("ada", first), List.of("dbt/not_null_orders"), "another matter"));
        assertThat(night.live()).hasSize(2);
        assertThat(night.decided(Output.Kind.REJECTED)).singleElement().satisfies(refused -> assertThat(
                        refused.reason())
                .isEqualTo("dbt/not_null_orders belongs to incident %s now: split it off there".formatted(second)));
    }

    @Test
    void a_check_that_a_person_took_away_and_brought_back_is_as_any_other_of_its_incident() {
        night.run(
                "02:15",
                Say.test("orders").failed("run-1", "02:14"),
                Say.test("stg_orders").failed("run-1", "02:14"));
        String whole = night.incident().id();
        night.ask(new Split(night.by("ada", whole), List.of("dbt/not_null_orders"), "another matter"));
        merge(night.holding("dbt/not_null_orders").id(), whole);
        night.run(
                "03:15",
                Say.test("orders").passed("run-2", "03:14"),
                Say.test("stg_orders").passed("run-2", "03:14"));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);

        night.run(
                "04:15",
                Say.test("orders").failed("run-3", "04:14"),
                Say.test("stg_orders").failed("run-3", "04:14"));
        assertThat(night.incident().active()).hasSize(2);
        assertThat(night.events(MergedFrom.class)).hasSize(1);
    }

    @Test
    void what_was_parted_stays_apart_when_each_part_is_merged_elsewhere() {
        Say orders = Say.test("orders");
        Say stg = Say.test("stg_orders");
        String c = alone("02:00", Say.test("hr").errored("run-1", "01:59"));
        String d = alone("02:01", Say.test("wages").errored("run-2", "02:00"));
        night.run("02:15", stg.failed("run-3", "02:14"), orders.failed("run-3", "02:14"));
        String a = night.holding(stg.id().toString()).id();
        night.ask(new Split(night.by("ada", a), List.of(orders.id().toString()), "another matter"));
        String b = night.holding(orders.id().toString()).id();
        night.until("02:20").ask(new Merge(night.by("ada", a), c, "one matter"));
        night.until("02:21").ask(new Merge(night.by("ada", b), d, "one matter"));
        assertThat(night.holding(stg.id().toString()).id())
                .isNotEqualTo(night.holding(orders.id().toString()).id());
    }

    @Test
    void what_a_check_found_is_not_forgotten_for_a_skip_that_is_merged_in() {
        Say payroll = Say.build("payroll");
        String a = foundAndSkippedElsewhereSince(payroll);
        merge(night.holding("dbt/not_null_hr").id(), a);
        IncidentAlert alert = night.incident().alert(payroll.id()).orElseThrow();
        assertThat(alert.evidence()).isTrue();
    }

    @Test
    void what_a_check_found_goes_along_though_it_was_skipped_elsewhere_since() {
        Say payroll = Say.build("payroll");
        String a = foundAndSkippedElsewhereSince(payroll);
        String third = alone("16:20", Say.monitor("raw.orders").errored("mc-1", "16:20"));
        merge(a, third);
        assertThat(night.holding("dbt/not_null_orders").alerts())
                .containsKey(payroll.id().toString());
    }

    /** The incident in which the build failed and passed again; it is open still. */
    private String foundAndSkippedElsewhereSince(Say build) {
        String a = alone("02:15", build.failed("run-1", "02:14"));
        merge(alone("02:16", Say.test("orders").failed("run-2", "02:15")), a);
        night.hear("03:15", build.passed("run-3", "03:14")).until("16:00");
        night.run("16:15", Say.test("hr").failed("run-4", "16:14"), build.skipped("run-4", "16:14"));
        return a;
    }

    /** The incident that this opens. */
    private String alone(String clock, CheckOutcome outcome) {
        night.hear(clock, outcome);
        return night.holding(outcome.id().toString()).id();
    }

    private String declare(String asset) {
        night.ask(new Declare(night.by("ada", ""), "wages look odd", List.of(Warehouse.urn(asset)), Priority.P2, ""));
        return night.declared().id();
    }

    private void merge(String from, String into) {
        night.ask(new Merge(night.by("ada", from), into, "the same"));
        assertThat(night.decided(Output.Kind.REJECTED)).isEmpty();
    }

    private void board(String name, String upstream, ColumnEdge edge) {
        night.learn(new AssetNode(
                Warehouse.urn(name),
                name,
                AssetType.DASHBOARD,
                List.of(),
                List.of(),
                List.of(Warehouse.urn(upstream)),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(edge)));
    }
}
