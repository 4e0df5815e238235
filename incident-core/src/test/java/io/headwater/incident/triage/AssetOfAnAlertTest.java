package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.IncidentEvent.WindowClosed;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.status.Health;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An alert is on what its check watches today. */
class AssetOfAnAlertTest {
    @Test
    void a_check_that_fails_on_after_its_model_moved_is_on_the_model_as_it_is_now() {
        Night night = Night.over("raw > old.orders > dash:sales", "raw > new.orders > dash:sales_1");
        String before = Warehouse.urn("old.orders");
        String now = Warehouse.urn("new.orders");
        Say test = Say.test("orders");
        night.hear("02:15", Say.on(before, List.of(), test.failed("run-1", "02:14")));
        assertThat(night.status("old.orders")).isEqualTo(Health.DOWN);

        night.hear("03:15", Say.on(now, List.of(), test.failed("run-2", "03:14")));
        assertThat(night.incident().alert(test.id()).orElseThrow().assets()).containsExactly(now);
        assertThat(night.incident().rootCauses()).containsExactly(now);
        assertThat(night.status("old.orders")).isEqualTo(Health.UP);
        assertThat(night.status("new.orders")).isEqualTo(Health.DOWN);
        assertThat(night.incident().alertCount()).isEqualTo(2);
    }

    @Test
    void a_check_that_was_clear_while_its_model_moved_and_breaks_again_is_on_the_model_as_it_is_now() {
        Night night = Night.over("raw > old.orders > dash:sales", "raw > new.orders > dash:sales_1");
        String before = Warehouse.urn("old.orders");
        String now = Warehouse.urn("new.orders");
        Say test = Say.test("orders");
        Say build = Say.build("raw");
        night.run(
                "02:15",
                Say.on(before, List.of(Warehouse.urn("raw")), test.failed("run-1", "02:14")),
                build.failed("run-1", "02:10"));
        night.run(
                "03:15",
                Say.on(before, List.of(Warehouse.urn("raw")), test.passed("run-2", "03:14")),
                build.failed("run-2", "03:10"));
        night.run(
                "04:15",
                Say.on(now, List.of(Warehouse.urn("raw")), test.failed("run-3", "04:14")),
                build.failed("run-3", "04:10"));
        assertThat(night.incident().alert(test.id()).orElseThrow().assets()).containsExactly(now);
        assertThat(night.incident().alert(test.id()).orElseThrow().isActive()).isTrue();
        assertThat(night.status("new.orders")).isEqualTo(Health.DOWN);
    }

    @Test
    void what_was_over_when_lineage_came_is_on_its_asset_when_it_comes_back() {
        Night night = Night.unknown("raw > orders > dash:sales");
        Say test = Say.test("orders");
        night.hear("02:15", test.failed("run-1", "02:14"));
        night.until("02:20");
        night.hear("03:15", test.passed("run-2", "03:14"));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
        night.learn("raw").learn("orders").learn("dash:sales").until("03:20");

        night.hear("04:15", test.failed("run-3", "04:14"));
        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("orders"));
        assertThat(night.status("orders")).isEqualTo(Health.DOWN);
        assertThat(night.incident().impact().dashboardCount()).isEqualTo(1);
    }

    @Test
    void nothing_is_kept_of_a_name_that_was_waited_for_once_the_asset_is_known_by_another() {
        Night night = Night.unknown("raw > orders");
        night.hear("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.until("02:20");
        assertThat(awaited(night)).hasSize(2);
        night.learn("orders");
        assertThat(awaited(night)).isEmpty();
    }

    @Test
    void a_failure_that_comes_late_opens_the_window_for_as_long_as_any_other() {
        Night night = Night.over("raw > orders > dash:sales");
        night.hear("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.hear("03:15", Say.test("orders").skipped("run-3", "03:14"));
        night.until("20:00");
        assertThat(night.events(WindowClosed.class)).hasSize(1);

        night.hear("20:00", Say.test("orders").failed("run-2", "02:30"));
        night.until("+1 20:00");
        assertThat(night.incident().windowClosed()).isTrue();
    }

    private static List<String> awaited(Night night) {
        return night.state.index().startingWith(Keys.UNRESOLVED).stream()
                .map(Rows.Row::key)
                .toList();
    }
}
