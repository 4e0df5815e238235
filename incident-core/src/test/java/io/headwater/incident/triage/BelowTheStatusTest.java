package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.IncidentCommand.Declare;
import io.headwater.incident.incident.Priority;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An incident affects what no status speaks of: below a warning, below what a person declared. */
class BelowTheStatusTest {
    private Night night =
            Night.over("raw.orders > stg_orders > orders > mart > dash:sales", "hr > payroll > wages > dash:wages_1");

    @Test
    void who_looks_below_what_warned_is_counted() {
        night.hear("02:15", Say.test("orders").warned("run-1", "02:14"));
        assertThat(night.incident().impact().dashboardCount()).isEqualTo(1);
        night.until("03:00").view("dash:sales", "bob", "02:50").until("03:01");
        assertThat(night.incident().impact().viewerCount()).isEqualTo(1);
    }

    @Test
    void who_looks_at_what_a_person_declared_to_be_broken_is_counted() {
        night.until("02:00");
        night.ask(new Declare(night.by("ada", ""), "odd", List.of(Warehouse.urn("orders")), Priority.P2, ""));
        night.until("03:00").view("dash:sales", "bob", "02:50").until("03:01");
        assertThat(night.declared().impact().viewerCount()).isEqualTo(1);
    }

    @Test
    void lineage_that_changes_revises_the_impact_of_what_was_declared() {
        night = Night.unknown("raw.orders > orders > mart > dash:sales");
        night.learn("raw.orders").learn("orders").learn("mart").until("02:00");
        night.ask(new Declare(night.by("ada", ""), "odd", List.of(Warehouse.urn("orders")), Priority.P2, ""));
        night.until("03:00").learn("dash:sales").until("03:01");
        assertThat(night.declared().impact().dashboardCount()).isEqualTo(1);
    }

    @Test
    void lineage_that_changes_revises_the_impact_of_what_warned() {
        night = Night.unknown("raw.orders > orders > mart > dash:sales");
        night.learn("raw.orders").learn("orders").learn("mart");
        night.hear("02:15", Say.test("orders").warned("run-1", "02:14"));
        night.until("03:00").learn("dash:sales").until("03:01");
        assertThat(night.incident().impact().dashboardCount()).isEqualTo(1);
    }
}
