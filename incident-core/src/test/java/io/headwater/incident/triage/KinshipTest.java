package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.Actor;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentCommand.Acknowledge;
import io.headwater.incident.incident.IncidentCommand.AddNote;
import io.headwater.incident.incident.IncidentCommand.Assign;
import io.headwater.incident.incident.IncidentCommand.Declare;
import io.headwater.incident.incident.IncidentCommand.Merge;
import io.headwater.incident.incident.IncidentCommand.RedactNote;
import io.headwater.incident.incident.IncidentCommand.SetPriority;
import io.headwater.incident.incident.IncidentCommand.Split;
import io.headwater.incident.incident.IncidentEvent.MergedFrom;
import io.headwater.incident.incident.IncidentEvent.NoteRedacted;
import io.headwater.incident.incident.IncidentEvent.SymptomShared;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.policy.Policies;
import io.headwater.incident.policy.PolicyDocument;
import io.headwater.incident.status.Health;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Incidents that become one, and one that becomes two. */
class KinshipTest {
    private static final String[] APART = {"raw.orders > stg_orders > orders", "refunds > fraud", "hr > payroll"};

    @Test
    void two_incidents_are_merged_when_lineage_shows_one_cause_and_both_ids_work() {
        Night night = joinedLater();
        Incident survivor = night.incident();
        String gone = survivor.mergedFrom().get(0);

        assertThat(survivor.rootCauses()).containsExactly(Warehouse.urn("stg_orders"));
        assertThat(survivor.alertCount()).isEqualTo(4);
        night.ask(new Acknowledge(night.by("ada", gone)));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.ACKNOWLEDGED);
        assertThat(night.incident().id()).isEqualTo(survivor.id());
    }

    @Test
    void a_note_of_the_merged_is_redacted_by_either_id() {
        Night night = apart();
        String younger = night.live().stream()
                .max(Comparator.comparing(Incident::openedAt))
                .orElseThrow()
                .id();
        night.ask(new AddNote(night.by("ada", younger), "n-1", "a name"));
        night.ask(new AddNote(night.by("ada", younger), "n-2", "another"));
        join(night);
        String survivor = night.incident().id();
        assertThat(night.incident().mergedFrom()).containsExactly(younger);

        night.ask(new RedactNote(night.by("grace", survivor), "n-1", "a name in it"));
        night.ask(new RedactNote(night.by("grace", younger), "n-2", "a name in it"));

        assertThat(night.events(NoteRedacted.class))
                .extracting(redacted -> redacted.meta().incident())
                .containsExactly(younger, younger);
        assertThat(night.decided(Output.Kind.REJECTED)).isEmpty();
        assertThat(night.incident().id()).isEqualTo(survivor);
        night.ask(new RedactNote(night.by("grace", survivor), "n-3", ""));
        assertThat(night.decided(Output.Kind.REJECTED))
                .extracting(Output.Decided::reason)
                .containsExactly(survivor + " has no note n-3 to redact");
    }

    @Test
    void the_younger_is_merged_into_the_older() {
        Night night = joinedLater();
        assertThat(night.events(MergedFrom.class)).hasSize(1);
        assertThat(night.incident().openedAt()).isEqualTo(Warehouse.at("02:15"));
    }

    @Test
    void a_check_of_the_merged_that_fails_again_is_a_repeat_in_the_survivor() {
        Night night = joinedLater();
        night.run("04:15", Say.test("fraud").failed("run-3", "04:14"));

        assertThat(night.incident().alertCount()).isEqualTo(5);
    }

    @Test
    void two_independent_causes_are_not_merged() {
        Night night = Night.over("raw.orders > orders > mart", "raw.hr > hr > mart");
        night.run(
                "01:15",
                Say.test("raw.orders").passed("run-0", "01:14"),
                Say.test("raw.hr").passed("run-0", "01:14"));
        night.run(
                "02:15",
                Say.test("raw.orders").failed("run-1", "02:14"),
                Say.test("orders").failed("run-1", "02:14"),
                Say.test("raw.hr").failed("run-1", "02:14"),
                Say.test("hr").failed("run-1", "02:14"),
                Say.test("mart").failed("run-1", "02:14"));
        night.until("03:00");

        assertThat(night.live()).hasSize(2);
        assertThat(night.events(MergedFrom.class)).isEmpty();
        assertThat(night.live())
                .extracting(incident -> incident.rootCauses().get(0))
                .containsExactlyInAnyOrder(Warehouse.urn("raw.orders"), Warehouse.urn("raw.hr"));
    }

    @Test
    void a_symptom_of_two_causes_belongs_to_the_likelier_and_is_named_as_shared_in_the_other_once() {
        Night night = Night.over("raw.orders > orders > mart", "raw.hr > hr > people > mart");
        night.run(
                "02:15",
                Say.test("raw.orders").failed("run-1", "02:14"),
                Say.test("orders").failed("run-1", "02:14"),
                Say.test("raw.hr").failed("run-1", "02:14"),
                Say.test("hr").failed("run-1", "02:14"),
                Say.test("people").failed("run-1", "02:14"),
                Say.test("mart").failed("run-1", "02:14"));
        night.run("03:15", Say.test("mart").failed("run-2", "03:14"));

        SymptomShared shared = night.events(SymptomShared.class).get(0);
        assertThat(night.events(SymptomShared.class)).hasSize(1);
        assertThat(shared.check()).isEqualTo(Say.test("mart").id());
        assertThat(shared.with()).isEqualTo(night.holding("dbt/not_null_mart").id());
        assertThat(shared.meta().incident()).isNotEqualTo(shared.with());
        assertThat(shared.reason()).startsWith("it lies ").endsWith(" too");
        assertThat(night.state.index().startingWith(Keys.prefix(Keys.SHARED))).hasSize(1);

        night.run(
                "04:15",
                Say.test("raw.orders").passed("run-3", "04:14"),
                Say.test("orders").passed("run-3", "04:14"),
                Say.test("raw.hr").passed("run-3", "04:14"),
                Say.test("hr").passed("run-3", "04:14"),
                Say.test("people").passed("run-3", "04:14"),
                Say.test("mart").passed("run-3", "04:14"));
        assertThat(night.live()).noneMatch(Incident::isOpen);
        assertThat(night.state.index().startingWith(Keys.prefix(Keys.SHARED)))
                .as("what was told of incidents that are over")
                .isEmpty();
    }

    @Test
    void what_a_person_merged_is_one_and_says_by_whom() {
        Night night = Night.over(APART);
        night.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        night.hear("02:16", Say.monitor("payroll").failed("mc-2", "02:15"));
        String orders = night.holding("monte-carlo/volume_orders").id();
        String payroll = night.holding("monte-carlo/volume_payroll").id();
        night.ask(new Merge(night.by("ada", payroll), orders, "one migration"));

        assertThat(night.incident().id()).isEqualTo(orders);
        assertThat(night.incident().alerts()).hasSize(2);
        assertThat(night.events(MergedFrom.class)).singleElement().satisfies(event -> {
            assertThat(event.by()).isPresent();
            assertThat(event.reason()).isEqualTo("one migration");
        });
        night.hear("03:00", Say.closed("fixed", Say.monitor("payroll").failed("mc-2", "02:15")));
        assertThat(night.incident().failingCheckCount()).isEqualTo(1);
        assertThat(night.status("payroll")).isEqualTo(Health.UP);
    }

    @Test
    void what_became_clear_in_a_run_that_is_waited_for_resolves_the_incident_it_was_merged_into_meanwhile() {
        Night night = Night.over(APART);
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.ask(declare(night));
        String declared = night.declared().id();
        night.hear("03:15", Say.of(2, Say.test("orders").passed("run-2", "03:14")));
        night.ask(new Merge(night.by("ada", night.holding("dbt/not_null_orders").id()), declared, "the same"));
        night.until("03:17");

        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void what_waits_to_be_resolved_goes_on_waiting_in_what_it_is_merged_into() {
        Night night = Night.over(APART);
        night.state.use(
                Policies.SHIPPED.with(new PolicyDocument("correlation", "team", 1, Map.of("resolveAfter", "PT10M"))));
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.ask(declare(night));
        night.run("03:15", Say.test("orders").passed("run-2", "03:14"));
        night.ask(new Merge(
                night.by("ada", night.holding("dbt/not_null_orders").id()),
                night.declared().id(),
                "the same"));
        assertThat(night.incident().isOpen()).isTrue();

        night.until("03:25");
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void what_people_said_of_the_one_that_goes_holds_for_both() {
        Night night = apart();
        String younger = night.holding("dbt/not_null_fraud").id();
        night.ask(new SetPriority(night.by("ada", younger), Priority.P1, "the board looks at it"));
        night.ask(new Acknowledge(night.by("ada", younger)));
        night.ask(new Assign(night.by("ada", younger), "grace"));
        join(night);

        Incident survivor = night.incident();
        assertThat(survivor.id()).isNotEqualTo(younger);
        assertThat(survivor.priority()).isEqualTo(Priority.P1);
        assertThat(survivor.priorityBy()).contains(Actor.person("ada", "api"));
        assertThat(survivor.status()).isEqualTo(IncidentStatus.ACKNOWLEDGED);
        assertThat(survivor.assignee()).contains("grace");
    }

    @Test
    void who_took_on_something_small_has_not_taken_on_what_is_graver() {
        Night night = apart();
        night.ask(new SetPriority(
                night.by("ada", night.holding("dbt/not_null_orders").id()), Priority.P0, "month end"));
        String younger = night.holding("dbt/not_null_fraud").id();
        night.ask(new SetPriority(night.by("grace", younger), Priority.P4, "nobody reads it"));
        night.ask(new Acknowledge(night.by("grace", younger)));
        join(night);

        assertThat(night.incident().priority()).isEqualTo(Priority.P0);
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.TRIGGERED);
    }

    @Test
    void a_check_that_only_broke_is_split_off_again() {
        Night night = Night.over(APART);
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.run("02:16", Say.test("payroll").errored("run-2", "02:15"));
        String whole = night.holding("dbt/not_null_orders").id();
        String broken = night.holding("dbt/not_null_payroll").id();
        night.ask(new Merge(night.by("ada", broken), whole, "one migration"));
        assertThat(night.incident().alerts()).hasSize(2);

        night.ask(new Split(night.by("ada", whole), List.of("dbt/not_null_payroll"), "it was not"));
        assertThat(night.decided(Output.Kind.REJECTED)).isEmpty();
        Incident part = night.holding("dbt/not_null_payroll");
        assertThat(part.id()).isNotEqualTo(whole);
        assertThat(part.rootCauses()).containsExactly(Warehouse.urn("payroll"));
        assertThat(part.rootCauseReason()).isEqualTo("the check itself broke, which says nothing about the data");
        assertThat(night.holding("dbt/not_null_orders").alerts()).hasSize(1);
    }

    @Test
    void where_the_evidence_is_split_off_the_check_that_only_broke_is_what_is_left() {
        Night night = Night.over(APART);
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.run("02:16", Say.test("payroll").errored("run-2", "02:15"));
        String whole = night.holding("dbt/not_null_orders").id();
        night.ask(
                new Merge(night.by("ada", night.holding("dbt/not_null_payroll").id()), whole, "one migration"));

        night.ask(new Split(night.by("ada", whole), List.of("dbt/not_null_orders"), "it was not"));
        assertThat(night.holding("dbt/not_null_payroll").id()).isEqualTo(whole);
        assertThat(night.holding("dbt/not_null_payroll").rootCauses()).containsExactly(Warehouse.urn("payroll"));
        assertThat(night.holding("dbt/not_null_orders").rootCauses()).containsExactly(Warehouse.urn("orders"));
    }

    @Test
    void an_alert_that_moves_brings_what_was_said_last_and_when() {
        Night night = apart();
        night.run("02:30", Say.test("fraud").failed("run-3", "02:29"));
        join(night);

        IncidentAlert alert = night.incident().alerts().get("dbt/not_null_fraud");
        assertThat(alert.run()).isEqualTo("run-3");
        assertThat(alert.firstFailedAt()).isEqualTo(Warehouse.at("02:19"));
        assertThat(alert.occurredAt()).isEqualTo(Warehouse.at("02:29"));
        assertThat(alert.heardAt()).isEqualTo(Warehouse.at("02:30"));
        assertThat(night.incident().alertCount()).isEqualTo(5);
    }

    private static Declare declare(Night night) {
        return new Declare(night.by("ada", ""), "Totals are odd", List.of(Warehouse.urn("hr")), Priority.UNKNOWN, "");
    }

    /** Two incidents, and then an edge that shows that the second follows from the first. */
    private static Night joinedLater() {
        return join(apart());
    }

    /** Two incidents that have nothing to do with each other. */
    private static Night apart() {
        Night night = Night.over(APART);
        night.run(
                "02:15",
                Say.test("stg_orders").failed("run-1", "02:14"),
                Say.test("orders").failed("run-1", "02:14"));
        night.run(
                "02:20",
                Say.test("refunds").failed("run-2", "02:19"),
                Say.test("fraud").failed("run-2", "02:19"));
        night.until("02:30");
        assertThat(night.live()).hasSize(2);
        return night;
    }

    /** Lineage shows that they have one cause. */
    private static Night join(Night night) {
        night.learn(Nodes.model("refunds", "stg_orders"));
        return night.until("02:31");
    }
}
