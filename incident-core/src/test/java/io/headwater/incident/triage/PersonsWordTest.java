package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.incident.Actor;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentCommand.Acknowledge;
import io.headwater.incident.incident.IncidentCommand.Close;
import io.headwater.incident.incident.IncidentCommand.CommandMeta;
import io.headwater.incident.incident.IncidentCommand.Merge;
import io.headwater.incident.incident.IncidentCommand.Reopen;
import io.headwater.incident.incident.IncidentCommand.Resolve;
import io.headwater.incident.incident.IncidentCommand.SetPriority;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.status.Health;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What people said holds, for what they said it of. */
class PersonsWordTest {
    private static final Say ORDERS = Say.test("orders");

    private final Night night =
            Night.over("raw.orders > stg_orders > orders > dash:sales_1", "hr > payroll > dash:wages_1");

    @Test
    void a_low_priority_is_none_of_something_graver_that_the_machine_merges_into_it() {
        Night apart = Night.over("stg > left", "right > dash:board_1", "other");
        apart.hear("02:15", Say.monitor("left").failed("mc-1", "02:14"));
        String small = apart.incident().id();
        apart.ask(new SetPriority(apart.by("ada", small), Priority.P4, "only a scratch table"));
        apart.ask(new Acknowledge(apart.by("ada", small)));
        apart.until("02:20");
        apart.hear("02:25", Say.monitor("right").failed("mc-2", "02:24"));
        apart.until("02:30");
        apart.learn(Nodes.model("right", "stg")).learn(Nodes.model("left", "stg"));
        apart.until("02:40");
        apart.hear("02:41", Say.build("stg").failed("run-1", "02:13"));
        apart.until("02:50");

        assertThat(apart.incident().id()).isEqualTo(small);
        assertThat(apart.incident().priority()).isEqualTo(Priority.P0);
    }

    @Test
    void a_priority_that_is_policys_too_holds_after_a_merge() {
        Night two = Night.over("a > dash:x_1", "b > dash:y_1");
        two.hear("02:15", Say.test("a").failed("r1", "02:14"));
        two.hear("02:16", Say.test("b").failed("r2", "02:15"));
        Incident a = two.holding("dbt/not_null_a");
        Incident b = two.holding("dbt/not_null_b");
        two.ask(new SetPriority(two.by("ada", b.id()), b.priority(), "the board looks at it"));
        two.ask(new Merge(two.by("ada", b.id()), a.id(), ""));
        two.forget("dash:x_1").forget("dash:y_1").until("02:20");

        assertThat(two.incident().priority()).isEqualTo(b.priority());
    }

    @Test
    void what_fails_still_fails_in_the_incident_that_a_person_reopens_though_a_later_one_held_it() {
        night.hear("02:15", ORDERS.failed("r1", "02:14"));
        String first = night.incident().id();
        night.ask(new Close(night.by("ada", first), "noise"));
        night.hear("03:15", ORDERS.failed("r2", "03:14"));
        String second = night.holding("dbt/not_null_orders").id();
        night.ask(new Close(night.by("ada", second), "noise again"));
        night.ask(new Reopen(night.by("ada", first), "no noise at all"));

        assertThat(night.state.incidents().get(first).orElseThrow().failingCheckCount())
                .isEqualTo(1);
        assertThat(night.status("orders")).isEqualTo(Health.DOWN);
    }

    @Test
    void what_fails_still_fails_in_the_incident_that_a_person_reopens_though_it_was_skipped_elsewhere() {
        night.hear("02:15", ORDERS.failed("r1", "02:14"));
        String first = night.incident().id();
        night.ask(new Resolve(night.by("ada", first), "fixed"));
        night.run("03:15", Say.build("stg_orders").failed("r2", "03:14"), ORDERS.skipped("r2", "03:14"));
        night.until("03:20");
        night.ask(new Reopen(night.by("ada", first), "no"));
        night.run("04:15", Say.build("stg_orders").passed("r3", "04:14"), ORDERS.skipped("r3", "04:14"));

        assertThat(night.status("orders")).isEqualTo(Health.DOWN);
    }

    @Test
    void a_version_that_was_seen_of_a_merged_incident_is_none_of_the_one_that_it_lives_on_in() {
        night.hear("02:15", ORDERS.failed("r1", "02:14"));
        night.hear("02:16", Say.test("payroll").failed("r2", "02:15"));
        String into = night.holding("dbt/not_null_orders").id();
        String merged = night.holding("dbt/not_null_payroll").id();
        night.ask(new Merge(night.by("ada", merged), into, ""));
        long version = night.incident().version();
        night.ask(new Close(
                new CommandMeta("x", merged, Actor.person("bob", "api"), night.now(), OptionalLong.of(version)), ""));

        assertThat(night.incident().isOpen()).isTrue();
        assertThat(night.decided(Output.Kind.REJECTED))
                .extracting(Output.Decided::reason)
                .containsExactly(merged + " has moved on: it was merged into " + into);
    }
}
