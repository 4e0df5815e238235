package io.headwater.incident.correlation;

import static io.headwater.incident.correlation.Warehouse.urn;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.outcome.CheckId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CorrelatorTest {
    @Test
    void a_single_failing_test_is_an_incident_on_its_own_asset() {
        Warehouse warehouse = Warehouse.of("raw.orders > stg_orders > orders > dash:sales");
        IntStream.range(0, 20)
                .forEach(i -> warehouse.test("orders").named("" + i).passed("02:20"));

        Placement placement =
                Shift.at(warehouse).place(warehouse.test("orders").named("bad").failed("02:14", "01:14"));

        assertThat(placement.groups()).hasSize(1);
        assertThat(placement.groups().get(0).incident()).isEmpty();
        assertThat(placement.groups().get(0).estimate().cause()).isEqualTo(urn("orders"));
        assertThat(placement.groups().get(0).estimate().suspected()).isFalse();
    }

    @Test
    void failures_of_one_run_below_a_failing_asset_are_one_incident_under_it() {
        Warehouse warehouse = Warehouse.of("raw.orders > stg_orders > orders, refunds > dash:sales");

        Placement placement = Shift.at(warehouse)
                .place(
                        warehouse.test("refunds").failed("02:16", "01:16"),
                        warehouse.test("stg_orders").failed("02:14", "01:14"),
                        warehouse.test("orders").failed("02:15", "01:15"));

        assertThat(placement.groups()).hasSize(1);
        assertThat(placement.groups().get(0).estimate().cause()).isEqualTo(urn("stg_orders"));
    }

    @Test
    void a_silent_upstream_is_suspected_when_two_of_its_children_fail() {
        Warehouse warehouse = Warehouse.of("stg_orders > orders", "stg_orders > refunds");

        Placement placement = Shift.at(warehouse)
                .place(
                        warehouse.test("orders").failed("02:14", "01:14"),
                        warehouse.test("refunds").failed("02:15", "01:15"));

        assertThat(placement.groups()).hasSize(1);
        assertThat(placement.groups().get(0).estimate().cause()).isEqualTo(urn("stg_orders"));
        assertThat(placement.groups().get(0).estimate().suspected()).isTrue();
    }

    @Test
    void an_upstream_failure_that_arrives_later_becomes_the_root_cause() {
        Warehouse warehouse = Warehouse.of("raw.orders > stg_orders > orders > daily");
        Shift shift = Shift.at(warehouse);
        shift.place(warehouse.monitor("daily").failed("02:10"));

        Placement placement = shift.place(
                warehouse.test("stg_orders").failed("02:14", "01:14"),
                warehouse.test("stg_orders").named("unique").failed("02:14", "01:14"),
                warehouse.test("orders").failed("02:15", "01:15"));

        assertThat(placement.groups()).hasSize(1);
        assertThat(placement.groups().get(0).incident()).isPresent();
        assertThat(placement.groups().get(0).estimate().cause()).isEqualTo(urn("stg_orders"));
        assertThat(placement.groups().get(0).estimate().best().of()).isEqualTo(4);
    }

    @Test
    void a_check_that_still_passed_after_the_onset_is_not_explained_by_it() {
        Warehouse warehouse = Warehouse.of("stg_orders > orders");
        Shift shift = Shift.at(warehouse);
        shift.place(warehouse.test("stg_orders").failed("02:14", "01:14"));

        shift.place(warehouse.test("orders").failed("06:15", "04:15"));

        assertThat(shift.open()).extracting(OpenStory::cause).containsExactly(urn("stg_orders"), urn("orders"));
    }

    @Test
    void within_one_batch_too_a_check_that_passed_after_the_onset_stands_apart() {
        Warehouse warehouse = Warehouse.of("stg_orders > orders", "stg_orders > refunds");

        Placement placement = Shift.at(warehouse)
                .place(
                        warehouse.test("stg_orders").failed("02:14", "01:14"),
                        warehouse.test("refunds").failed("02:15", "01:15"),
                        warehouse.test("orders").failed("02:40", "02:30"));

        assertThat(placement.groups())
                .extracting(group -> group.failures().size())
                .containsExactly(2, 1);
    }

    @Test
    void two_independent_causes_with_a_shared_symptom_stay_two() {
        Warehouse warehouse = Warehouse.of(
                "raw.orders > stg_orders > orders > daily", "raw.payments > stg_payments > payments > daily");
        Shift shift = Shift.at(warehouse);
        shift.place(
                warehouse.test("stg_orders").failed("02:14", "01:14"),
                warehouse.test("orders").failed("02:15", "01:15"),
                warehouse.test("stg_payments").failed("02:14", "01:14"),
                warehouse.test("payments").failed("02:15", "01:15"),
                warehouse.test("daily").failed("02:16", "01:16"));

        assertThat(shift.open())
                .extracting(OpenStory::cause)
                .containsExactlyInAnyOrder(urn("stg_orders"), urn("stg_payments"));
    }

    @Test
    void a_shared_symptom_does_not_chain_later_failures_of_another_cause_into_the_incident() {
        Warehouse warehouse = Warehouse.of("stg_orders > orders > daily", "stg_payments > payments > daily");
        Shift shift = Shift.at(warehouse);
        shift.place(
                warehouse.test("stg_orders").failed("02:14", "01:14"),
                warehouse.test("daily").failed("02:16", "01:16"));

        shift.place(
                warehouse.test("stg_payments").failed("03:14", "02:14"),
                warehouse.test("payments").failed("03:15", "02:15"));

        assertThat(shift.open()).extracting(OpenStory::cause).containsExactly(urn("stg_orders"), urn("stg_payments"));
        assertThat(shift.open().get(0).failures()).hasSize(2);
    }

    @Test
    void passing_children_clear_a_silent_upstream() {
        Warehouse warehouse = Warehouse.of("stg_orders > orders", "stg_orders > refunds");
        IntStream.range(0, 30)
                .forEach(i -> warehouse.test("stg_orders").named("" + i).passed("02:20"));

        Placement placement = Shift.at(warehouse)
                .place(
                        warehouse.test("orders").failed("02:14", "01:14"),
                        warehouse.test("refunds").failed("02:15", "01:15"));

        assertThat(placement.groups()).hasSize(2);
    }

    @Test
    void what_has_no_common_upstream_is_never_grouped() {
        Warehouse warehouse = Warehouse.of("raw.orders > orders", "raw.people > people");

        Placement placement = Shift.at(warehouse)
                .place(
                        warehouse.test("orders").failed("02:14", "01:14"),
                        warehouse.test("people").failed("02:14", "01:14"));

        assertThat(placement.groups()).hasSize(2);
    }

    @Test
    void a_check_on_two_assets_joins_whichever_of_them_broke() {
        Warehouse warehouse = Warehouse.of("orders > daily", "people > crm");
        Shift shift = Shift.at(warehouse);
        shift.place(warehouse.test("people").failed("02:14", "01:14"));

        Placement placement = shift.place(warehouse.test("orders", "people").failed("02:20", "01:20"));

        assertThat(placement.groups().get(0).incident()).isPresent();
        assertThat(placement.groups().get(0).estimate().cause()).isEqualTo(urn("people"));
    }

    @Test
    void an_asset_lineage_does_not_know_is_its_own_cause() {
        Warehouse warehouse = Warehouse.of("raw.orders > orders");

        Placement placement =
                Shift.at(warehouse).place(warehouse.test("nowhere").failed("02:14", "01:14"));

        assertThat(placement.groups().get(0).estimate().cause()).isEqualTo(urn("nowhere"));
        assertThat(placement.groups().get(0).estimate().candidates()).hasSize(1);
    }

    @Test
    void a_cycle_in_the_lineage_is_no_obstacle() {
        Warehouse warehouse = Warehouse.of("a > b > c > a", "c > c");

        Placement placement = Shift.at(warehouse)
                .place(
                        warehouse.test("a").failed("02:14", "01:14"),
                        warehouse.test("b").failed("02:15", "01:15"),
                        warehouse.test("c").failed("02:16", "01:16"));

        assertThat(placement.groups()).hasSize(1);
    }

    @Test
    void an_incident_quiet_for_the_whole_window_takes_nothing_new() {
        Warehouse warehouse = Warehouse.of("stg_orders > orders");
        Shift shift = Shift.at(warehouse);
        shift.place(warehouse.test("stg_orders").failed("02:14"));

        shift.place(warehouse.test("orders").failed("14:15"));

        assertThat(shift.open()).hasSize(2);
    }

    @Test
    void what_lies_further_than_max_hops_below_is_not_an_effect() {
        Warehouse warehouse = Warehouse.of("h0 > h1 > h2 > h3 > h4 > h5 > h6 > h7 > h8 > h9");

        assertThat(Shift.at(warehouse)
                        .place(
                                warehouse.test("h0").failed("02:14", "01:14"),
                                warehouse.test("h8").failed("02:15", "01:15"))
                        .groups())
                .hasSize(1);
        assertThat(Shift.at(warehouse)
                        .place(
                                warehouse.test("h0").failed("02:14", "01:14"),
                                warehouse.test("h9").failed("02:15", "01:15"))
                        .groups())
                .hasSize(2);
    }

    @Test
    void an_asset_with_many_failing_tests_below_a_failing_one_is_its_effect() {
        Warehouse warehouse = Warehouse.of("stg_orders > orders");
        List<Failure> batch = new ArrayList<>();
        batch.add(warehouse.test("stg_orders").failed("02:14", "01:14"));
        IntStream.range(0, 25)
                .forEach(i -> batch.add(warehouse.test("orders").named("" + i).failed("02:15", "01:15")));

        Placement placement = Shift.at(warehouse).place(batch);

        assertThat(placement.groups()).hasSize(1);
    }

    @Test
    void a_storm_of_five_hundred_failures_under_one_source_is_one_incident() {
        Warehouse warehouse = Warehouse.of(IntStream.range(0, 500)
                .mapToObj(i -> "raw.events > stg_events > hub%d > mart%d".formatted(i % 9, i))
                .toArray(String[]::new));
        List<Failure> batch = new ArrayList<>();
        batch.add(warehouse.test("stg_events").failed("02:00", "01:00"));
        IntStream.range(0, 500)
                .forEach(i -> batch.add(warehouse.test("mart" + i).failed("02:10", "01:10")));

        Placement placement = Shift.at(warehouse).place(batch);

        assertThat(placement.groups().stream().map(group -> group.failures().size()))
                .containsExactly(501);
        assertThat(placement.groups().get(0).estimate().cause()).isEqualTo(urn("stg_events"));
    }

    @Test
    void groups_and_their_failures_come_in_the_order_in_which_they_failed() {
        Warehouse warehouse = Warehouse.of("a > b", "c > d");
        Placement placement = Shift.at(warehouse)
                .place(
                        warehouse.test("d").failed("02:04", "01:00"),
                        warehouse.test("b").failed("02:03", "01:00"),
                        warehouse.test("c").failed("02:02", "01:00"),
                        warehouse.test("a").failed("02:01", "01:00"));

        assertThat(placement.groups().stream()
                        .flatMap(group -> group.failures().stream())
                        .map(Failure::check)
                        .map(CheckId::check))
                .containsExactly("test.a", "test.b", "test.c", "test.d");
    }
}
