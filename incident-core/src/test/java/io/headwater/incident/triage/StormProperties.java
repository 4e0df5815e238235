package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentEvent.IncidentAnnounced;
import io.headwater.incident.outcome.CheckOutcome;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A storm with one cause, in any interleaving of what its run and its monitors say. */
class StormProperties {
    /** One outcome, and for how many seconds nothing came before it. */
    record Gust(CheckOutcome outcome, int after) {}

    private static final List<String> BELOW = List.of("stg_orders", "orders", "mart_a", "mart_b", "mart_c");

    @Provide
    Arbitrary<List<Gust>> storms() {
        List<CheckOutcome> outcomes = storm();
        Arbitrary<List<CheckOutcome>> order = Arbitraries.shuffle(outcomes);
        Arbitrary<List<Integer>> again =
                Arbitraries.integers().between(0, outcomes.size() - 1).list().ofMaxSize(4);
        Arbitrary<List<Integer>> gaps =
                Arbitraries.integers().between(0, 9).list().ofSize(outcomes.size() + 4);
        return Combinators.combine(order, again, gaps).as(StormProperties::blowing);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void any_interleaving_is_one_incident_with_the_same_root_cause(@ForAll("storms") List<Gust> storm) {
        Night night = play(storm);
        Incident incident = night.incident();

        assertThat(incident.rootCauses()).containsExactly(Warehouse.urn("raw.orders"));
        assertThat(incident.suspected()).isFalse();
        assertThat(incident.alertCount()).isEqualTo(storm().size());
        assertThat(incident.impact().dashboardCount()).isEqualTo(3);
        assertThat(night.events(IncidentAnnounced.class))
                .filteredOn(event -> event.meta().incident().equals(incident.id()))
                .hasSize(1);
        Truths.hold(night);
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void a_storm_that_is_silenced_is_the_same_one_incident_when_the_silence_ends(@ForAll("storms") List<Gust> storm) {
        Night night = shop().silence("upgrade", "raw.orders", "03:00");
        storm.forEach(gust -> blow(night, gust));
        assertThat(night.until("02:59").incidents()).isEmpty();

        Incident incident = night.until("03:00").incident();
        assertThat(incident.rootCauses()).containsExactly(Warehouse.urn("raw.orders"));
        assertThat(incident.alertCount()).isEqualTo(storm().size());
        assertThat(incident.impact().dashboardCount()).isEqualTo(3);
        assertThat(night.decided(Output.Kind.SUPPRESSED)).hasSize(storm().size());
        assertThat(night.decided(Output.Kind.SILENCE_ENDED))
                .singleElement()
                .extracting(Output.Decided::reason)
                .isEqualTo("it is over (by @{ada}: warehouse upgrade): it hid 9 bad outcomes of 9 checks on 6 assets"
                        + " since 2026-03-01 02:15 UTC; 0 checks passed again, 9 still fail: " + incident.id());
        Truths.hold(night);
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void the_same_inputs_in_the_same_order_give_equal_outputs(@ForAll("storms") List<Gust> storm) {
        assertThat(play(storm).outputs).isEqualTo(play(storm).outputs);
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void a_restart_between_any_two_inputs_changes_nothing(@ForAll("storms") List<Gust> storm, @ForAll int where) {
        Night night = shop();
        for (int i = 0; i < storm.size(); i++) {
            blow(night, storm.get(i));
            if (i == Math.floorMod(where, storm.size())) {
                night.restart();
            }
        }

        assertThat(night.until("03:00").outputs).isEqualTo(play(storm).outputs);
    }

    private static Night play(List<Gust> storm) {
        Night night = shop();
        storm.forEach(gust -> blow(night, gust));
        return night.until("03:00");
    }

    private static void blow(Night night, Gust gust) {
        night.hear(night.now().plusSeconds(gust.after()), gust.outcome());
    }

    private static Night shop() {
        Night night = Night.over(
                "raw.orders > stg_orders > orders > mart_a > dash:a",
                "orders > mart_b > dash:b",
                "stg_orders > mart_c > dash:c",
                "raw.hr > hr > dash:hr");
        for (String asset : BELOW) {
            night.hear("01:15", Say.test(asset).passed("run-0", "01:14"));
        }
        return night.hear("01:15", Say.test("raw.orders").passed("run-0", "01:14"))
                .until("02:15");
    }

    private static List<CheckOutcome> storm() {
        List<CheckOutcome> run = new ArrayList<>();
        run.add(Say.test("raw.orders").failed("run-1", "02:10"));
        BELOW.forEach(asset -> run.add(Say.test(asset).failed("run-1", "02:11")));
        List<CheckOutcome> storm = new ArrayList<>();
        run.forEach(outcome -> storm.add(Say.of(run.size(), outcome)));
        storm.add(Say.monitor("raw.orders").failed("mc-raw", "02:12"));
        storm.add(Say.monitor("orders").failed("mc-orders", "02:12"));
        storm.add(Say.monitor("mart_c").failed("mc-c", "02:13"));
        return storm;
    }

    private static List<Gust> blowing(List<CheckOutcome> order, List<Integer> again, List<Integer> gaps) {
        List<CheckOutcome> all = new ArrayList<>(order);
        again.forEach(which -> all.add(Say.redelivered(order.get(which))));
        List<Gust> gusts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            gusts.add(new Gust(all.get(i), gaps.get(i)));
        }
        return gusts;
    }
}
