package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentCommand.Merge;
import io.headwater.incident.incident.IncidentCommand.Reopen;
import io.headwater.incident.incident.IncidentCommand.Resolve;
import io.headwater.incident.incident.IncidentCommand.Split;
import io.headwater.incident.incident.IncidentEvent.MergedFrom;
import io.headwater.incident.incident.IncidentStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person parted, the machine never joins again. */
class PartingTest {
    private static final String ORDERS = "dbt/not_null_orders";
    private static final String STG_ORDERS = "dbt/not_null_stg_orders";

    @Test
    void a_split_parts_the_checks_that_a_person_names() {
        Night night = stormy();
        String whole = night.incident().id();
        night.ask(new Split(night.by("ada", whole), List.of("dbt/not_null_orders"), "another matter"));

        Incident part = night.holding("dbt/not_null_orders");
        assertThat(part.id()).isNotEqualTo(whole);
        assertThat(part.alertCount()).isEqualTo(1);
        assertThat(part.partedFrom()).containsExactly(whole);
        assertThat(night.holding("dbt/not_null_stg_orders").alertCount()).isEqualTo(2);
        assertThat(Incident.fold(night.events(whole))).isEqualTo(night.holding("dbt/not_null_stg_orders"));
    }

    @Test
    void what_a_person_parted_is_never_joined_again() {
        Night night = stormy();
        night.ask(new Split(night.by("ada", night.incident().id()), List.of("dbt/not_null_orders"), "another matter"));
        night.run(
                "03:15",
                Say.test("raw.orders").failed("run-2", "03:14"),
                Say.test("stg_orders").failed("run-2", "03:14"),
                Say.test("orders").failed("run-2", "03:14"));
        night.learn(Nodes.model("orders", "stg_orders", "raw.orders"));
        night.until("05:00");

        assertThat(night.live()).hasSize(2);
        assertThat(night.events(MergedFrom.class)).isEmpty();
        assertThat(night.holding("dbt/not_null_orders").alertCount()).isEqualTo(2);
    }

    @Test
    void each_part_is_resolved_on_its_own() {
        Night night = stormy();
        night.ask(new Split(night.by("ada", night.incident().id()), List.of("dbt/not_null_orders"), "another matter"));
        night.run("03:15", Say.test("orders").passed("run-2", "03:14"));

        assertThat(night.holding("dbt/not_null_orders").status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(night.holding("dbt/not_null_stg_orders").isOpen()).isTrue();
    }

    @Test
    void what_is_clear_after_a_split_took_the_rest_is_resolved() {
        Night night = stormy();
        night.run(
                "03:15",
                Say.test("raw.orders").passed("run-2", "03:14"),
                Say.test("stg_orders").passed("run-2", "03:14"));
        night.ask(new Split(night.by("ada", night.incident().id()), List.of("dbt/not_null_orders"), "another matter"));

        assertThat(night.holding("dbt/not_null_stg_orders").status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(night.holding("dbt/not_null_orders").isOpen()).isTrue();
    }

    @Test
    void a_check_that_was_taken_from_an_incident_does_not_come_back_to_it() {
        Night night = stormy();
        String whole = night.incident().id();
        split(night, ORDERS);
        String part = night.holding(ORDERS).id();
        night.ask(new Resolve(night.by("ada", part), "it was a typo"));
        night.run("04:15", Say.test("orders").failed("run-3", "04:14"));

        assertThat(night.events(whole)).noneMatch(event -> event.meta().at().equals(Warehouse.at("04:15")));
        assertThat(night.holding(STG_ORDERS).id()).isEqualTo(whole);
        assertThat(incident(night, part).isOpen()).isTrue();
        assertThat(incident(night, whole).alerts()).doesNotContainKey(ORDERS);
    }

    @Test
    void what_was_parted_stays_apart_when_both_come_back_in_one_run() {
        Night night = stormy();
        String whole = night.incident().id();
        split(night, ORDERS);
        String part = night.holding(ORDERS).id();
        night.run(
                "03:15",
                Say.test("raw.orders").passed("run-2", "03:14"),
                Say.test("stg_orders").passed("run-2", "03:14"),
                Say.test("orders").passed("run-2", "03:14"));
        assertThat(night.live()).noneMatch(Incident::isOpen);

        night.run(
                "04:15",
                Say.test("raw.orders").failed("run-3", "04:14"),
                Say.test("stg_orders").failed("run-3", "04:14"),
                Say.test("orders").failed("run-3", "04:14"));

        assertThat(night.live()).hasSize(2);
        assertThat(incident(night, whole).isOpen()).isTrue();
        assertThat(incident(night, whole).alerts()).doesNotContainKey(ORDERS);
        assertThat(incident(night, part).isOpen()).isTrue();
    }

    @Test
    void what_a_part_is_merged_into_is_parted_from_the_rest_too() {
        Night night = stormy();
        String whole = night.incident().id();
        split(night, ORDERS);
        String part = night.holding(ORDERS).id();
        night.hear("02:40", Say.monitor("refunds").failed("mc-1", "02:39"));
        String other = night.holding("monte-carlo/volume_refunds").id();
        night.ask(new Merge(night.by("ada", part), other, "one matter"));

        assertThat(incident(night, other).partedFrom()).containsExactly(whole);
        night.learn(Nodes.model("refunds", "stg_orders"));
        night.run("03:15", Say.test("raw.orders").failed("run-2", "03:14"));
        night.until("04:00");
        assertThat(night.live()).hasSize(2);
    }

    @Test
    void a_part_of_a_part_is_parted_from_the_whole_too() {
        Night night = stormy();
        String whole = night.incident().id();
        night.ask(new Split(night.by("ada", whole), List.of(ORDERS, STG_ORDERS), "another matter"));
        String part = night.holding(ORDERS).id();
        night.ask(new Split(night.by("ada", part), List.of(ORDERS), "and yet another"));

        assertThat(night.holding(ORDERS).partedFrom()).containsExactlyInAnyOrder(whole, part);
    }

    @Test
    void what_a_person_opened_again_stays_open_when_it_is_split() {
        Night night = stormy();
        String whole = openedAgain(night);
        split(night, ORDERS);

        assertThat(night.live()).hasSize(2).allMatch(Incident::isOpen);
        assertThat(incident(night, whole).alerts()).doesNotContainKey(ORDERS);
    }

    @Test
    void what_a_person_opened_again_stays_open_when_it_is_looked_at_again() {
        Night night = stormy();
        openedAgain(night);
        night.view("dash:sales", "vera", "02:20").until("03:30");

        assertThat(night.incident().isOpen()).isTrue();
    }

    @Test
    void what_a_person_opened_again_stays_open_when_it_is_merged() {
        Night night = stormy();
        String whole = openedAgain(night);
        split(night, ORDERS);
        night.ask(new Merge(night.by("ada", night.holding(ORDERS).id()), whole, "one matter after all"));

        assertThat(incident(night, whole).isOpen()).isTrue();
        night.run("04:15", Say.test("orders").failed("run-3", "04:14"));
        night.run("05:15", Say.test("orders").passed("run-4", "05:14"));
        assertThat(incident(night, whole).status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    /** All of it is clear, and a person says that it is not over. */
    private static String openedAgain(Night night) {
        night.run(
                "03:15",
                Say.test("raw.orders").passed("run-2", "03:14"),
                Say.test("stg_orders").passed("run-2", "03:14"),
                Say.test("orders").passed("run-2", "03:14"));
        String whole = night.incident().id();
        night.ask(new Reopen(night.by("ada", whole), "totals are still wrong"));
        assertThat(night.incident().isOpen()).isTrue();
        return whole;
    }

    private static void split(Night night, String check) {
        night.ask(new Split(night.by("ada", night.incident().id()), List.of(check), "another matter"));
    }

    private static Incident incident(Night night, String id) {
        return night.incidents().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Night stormy() {
        Night night = Night.over("raw.orders > stg_orders > orders > dash:sales", "hr > refunds");
        night.run(
                "02:15",
                Say.test("raw.orders").failed("run-1", "02:14"),
                Say.test("stg_orders").failed("run-1", "02:14"),
                Say.test("orders").failed("run-1", "02:14"));
        return night.until("02:30");
    }
}
