package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.status.Health;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job: a storm of alerts becomes one incident, and its repair turns everything green. */
class BadNightTest {
    private static final int MODELS = 15;

    private static Night shop() {
        List<String> chains = new ArrayList<>();
        chains.add("raw.payments > stg_payments > payments");
        for (int i = 0; i < MODELS; i++) {
            chains.add("payments > mart_" + i + " > dash:board_" + i + (i == 0 ? "_1" : "x"));
        }
        chains.add("raw.hr > hr");
        return Night.over(chains.toArray(String[]::new));
    }

    private static List<CheckOutcome> run(String run, String at, boolean broken) {
        List<CheckOutcome> outcomes = new ArrayList<>();
        for (String asset : List.of("raw.payments", "stg_payments", "payments")) {
            outcomes.add(say(Say.test(asset), run, at, broken));
            outcomes.add(
                    say(new Say(Say.test(asset).kind(), "unique_" + asset, List.of(asset), true), run, at, broken));
        }
        for (int i = 0; i < MODELS; i++) {
            outcomes.add(say(Say.test("mart_" + i), run, at, broken));
        }
        outcomes.add(Say.test("hr").passed(run, at));
        return outcomes.stream()
                .map(outcome -> Say.of(outcomes.size(), outcome))
                .toList();
    }

    private static CheckOutcome say(Say check, String run, String at, boolean broken) {
        return broken ? check.failed(run, at) : check.passed(run, at);
    }

    private static List<CheckOutcome> monitors(boolean broken, String at) {
        List<CheckOutcome> outcomes = new ArrayList<>();
        outcomes.add(monitor("raw.payments", broken, at));
        for (int i = 0; i < MODELS; i++) {
            outcomes.add(monitor("mart_" + i, broken, at));
        }
        return outcomes;
    }

    private static CheckOutcome monitor(String asset, boolean broken, String at) {
        CheckOutcome failed = Say.monitor(asset).failed("mc-" + asset, at);
        return broken ? failed : Say.closed("fixed", failed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void thirty_seven_alerts_shuffled_and_some_twice_are_one_incident_and_its_repair_turns_all_green(long seed) {
        Night night = shop();
        run("run-0", "01:00", false).forEach(outcome -> night.hear("01:05", outcome));
        List<CheckOutcome> storm = new ArrayList<>(run("run-1", "02:00", true));
        storm.addAll(monitors(true, "02:01"));
        storm.addAll(storm.subList(3, 9).stream().map(Say::redelivered).toList());
        Collections.shuffle(storm, new Random(seed));
        for (int i = 0; i < storm.size(); i++) {
            night.hear(Warehouse.at("02:05").plusSeconds(i), storm.get(i));
        }
        night.until("02:10");

        Incident incident = night.incident();
        assertThat(incident.alertCount()).isEqualTo(37);
        assertThat(incident.rootCauses()).containsExactly(Warehouse.urn("raw.payments"));
        assertThat(incident.suspected()).isFalse();
        assertThat(incident.impact().dashboardCount()).isEqualTo(MODELS);
        assertThat(incident.priority()).isEqualTo(Priority.P0);
        assertThat(night.events(IncidentEvent.IncidentAnnounced.class)).hasSize(1);
        assertThat(night.status("raw.payments")).isEqualTo(Health.DOWN);
        assertThat(night.status("dash:board_3x")).isEqualTo(Health.DEGRADED);
        assertThat(night.status("hr")).isEqualTo(Health.UP);

        monitors(false, "04:00").forEach(outcome -> night.hear("04:01", outcome));
        run("run-2", "04:00", false).forEach(outcome -> night.hear("04:02", outcome));

        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(night.incident().brokenFrom()).contains(Warehouse.at("01:00"));
        assertThat(night.incident().brokenUntil()).contains(Warehouse.at("04:00"));
        assertThat(night.statuses().values())
                .allSatisfy(status -> assertThat(status.status()).isEqualTo(Health.UP));
        assertThat(Incident.fold(night.events(incident.id()))).isEqualTo(night.incident());
    }
}
