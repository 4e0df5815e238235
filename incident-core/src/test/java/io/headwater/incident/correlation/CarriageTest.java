package io.headwater.incident.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Trouble travels no faster than builds carry it. */
class CarriageTest {
    private final Warehouse warehouse = Warehouse.of("raw.orders > orders > revenue", "orders > refunds");

    @Test
    void a_check_that_passed_before_the_trouble_was_carried_to_it_proves_nothing() {
        warehouse.built("orders", "00:05", "02:05");
        warehouse.built("revenue", "00:40", "02:40");
        Shift shift = Shift.at(warehouse);
        shift.place(warehouse.test("orders").failed("02:06", "00:06"));
        // At 02:30 revenue still showed what orders was at 00:05.
        shift.place(warehouse.test("revenue").failed("02:41", "02:30"));

        assertThat(shift.open()).hasSize(1);
        assertThat(shift.open().get(0).cause()).isEqualTo(Warehouse.urn("orders"));
    }

    @Test
    void a_check_that_passed_on_data_from_after_the_onset_speaks_against_it() {
        warehouse.built("orders", "00:05", "02:05", "04:05");
        warehouse.built("revenue", "00:40", "02:20", "04:20", "06:20");
        Shift shift = Shift.at(warehouse);
        shift.place(warehouse.test("orders").failed("02:06", "00:06"));
        // At 04:30 it passed on the orders of 04:05.
        shift.place(warehouse.test("revenue").failed("06:21", "04:30"));

        assertThat(shift.open()).hasSize(2);
    }

    @Test
    void the_sources_own_date_of_the_trouble_counts_where_it_gives_one() {
        Failure late = warehouse.monitor("orders").failed("09:00");
        Failure dated = new Failure(
                late.check(),
                late.kind(),
                late.assets(),
                List.of(),
                late.failedAt(),
                Optional.of(Warehouse.at("02:00")),
                Optional.of(Warehouse.at("02:10")),
                late.message());
        Failure nonsense = new Failure(
                late.check(),
                late.kind(),
                late.assets(),
                List.of(),
                late.failedAt(),
                Optional.of(Warehouse.at("03:00")),
                Optional.of(Warehouse.at("02:10")),
                late.message());

        assertThat(dated.since()).isEqualTo(Warehouse.at("02:10"));
        assertThat(nonsense.since()).isEqualTo(Warehouse.at("09:00"));
    }

    @Test
    void a_monitor_dated_just_before_a_build_may_have_seen_what_that_build_made() {
        assertThat(incidentsOfABuildAt0205AndAMonitorAt("02:04")).isEqualTo(1);
    }

    @Test
    void a_monitor_dated_well_before_a_build_saw_what_was_there_before() {
        assertThat(incidentsOfABuildAt0205AndAMonitorAt("02:01")).isEqualTo(2);
    }

    /** Both tests of what was built fail a minute later. */
    private int incidentsOfABuildAt0205AndAMonitorAt(String time) {
        warehouse.built("orders", "00:05", "02:05");
        Shift shift = Shift.at(warehouse);
        shift.place(warehouse.monitor("orders").failed(time));
        shift.place(
                warehouse.test("orders").failed("02:06", "00:06"),
                warehouse.test("orders").named("other").failed("02:06", "00:06"));
        return shift.open().size();
    }

    @Test
    void a_build_reads_its_upstreams_as_they_are_while_it_runs() {
        warehouse.built("orders", "00:05", "02:05");
        warehouse.built("revenue", "00:40");
        Shift shift = Shift.at(warehouse);
        shift.place(
                warehouse.build("revenue").failed("02:40", "00:40"),
                warehouse.test("orders").failed("02:06", "00:06"));

        assertThat(shift.open()).hasSize(1);
    }

    @Test
    void a_build_that_was_due_and_failed_carries_trouble_too() {
        warehouse.built("raw.orders", "02:00");
        warehouse.built("orders", "00:05").due("orders", "02:05");
        warehouse.built("revenue", "00:40", "02:40");
        Shift shift = Shift.at(warehouse);
        shift.place(
                warehouse.test("raw.orders").failed("02:01", "00:01"),
                warehouse.build("orders").failed("02:05", "00:05"));
        shift.place(warehouse.test("revenue").failed("02:41", "00:41"));

        assertThat(shift.open()).hasSize(1);
    }

    @Test
    void between_two_builds_a_minute_is_no_evidence() {
        warehouse.built("orders", "02:05");
        warehouse.built("revenue", "02:10");
        warehouse.built("refunds", "02:12");
        Shift shift = Shift.at(warehouse);
        // Both look at the orders of 02:05, whichever looked first.
        shift.place(warehouse.test("revenue").failed("02:20", "01:50"));
        shift.place(warehouse.test("refunds").failed("03:05", "02:01"));

        assertThat(shift.open()).hasSize(1);
        assertThat(shift.open().get(0).cause()).isEqualTo(Warehouse.urn("orders"));
    }

    @Test
    void a_circle_of_builds_ends() {
        Warehouse circle = Warehouse.of("a > b > c > a");
        circle.built("a", "01:00", "02:00");
        circle.built("b", "01:10", "02:10");
        circle.built("c", "01:20", "02:20");
        Shift shift = Shift.at(circle);
        shift.place(circle.test("a").failed("02:01", "01:01"), circle.test("c").failed("02:21", "01:21"));

        assertThat(shift.open()).hasSize(1);
    }
}
