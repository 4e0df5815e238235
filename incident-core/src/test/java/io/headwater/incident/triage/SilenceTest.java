package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentCommand.Resolve;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.status.Health;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is silenced or in maintenance is recorded, and placed anew when that ends (design, section 6: correlate, 1). */
class SilenceTest {
    private final Night night =
            Night.over("raw > stg > orders > dash:sales", "hr > people").until("02:00");

    @Test
    void what_is_silenced_opens_nothing_and_the_reason_is_on_record() {
        night.silence("upgrade", "raw", "06:00")
                .hear("02:15", Say.test("orders").failed("run-1", "02:14"));

        assertThat(night.incidents()).isEmpty();
        assertThat(night.status("orders")).isEqualTo(Health.UP);
        assertThat(night.decided(Output.Kind.SUPPRESSED)).singleElement().satisfies(decided -> {
            assertThat(decided.subject()).isEqualTo("dbt/not_null_orders");
            assertThat(decided.run()).contains("run-1");
            assertThat(decided.policy()).contains("silence/upgrade");
            assertThat(decided.reason()).isEqualTo("silenced until 2026-03-01 06:00 UTC by @{ada}: warehouse upgrade");
        });
    }

    @Test
    void what_the_silence_does_not_cover_is_told_as_ever() {
        night.silence("upgrade", "raw", "06:00")
                .hear("02:15", Say.test("people").failed("run-1", "02:14"));

        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("people"));
        assertThat(night.decided(Output.Kind.SUPPRESSED)).isEmpty();
    }

    @Test
    void what_still_fails_when_the_silence_ends_is_placed_anew_together() {
        night.silence("upgrade", "raw", "06:00")
                .hear("02:15", Say.test("orders").failed("run-1", "02:14"))
                .hear("03:15", Say.test("stg").failed("run-2", "03:14"))
                .hear("04:15", Say.test("raw").failed("run-3", "04:14"))
                .until("06:00");

        Incident incident = night.incident();
        assertThat(incident.alerts()).containsOnlyKeys("dbt/not_null_raw", "dbt/not_null_stg", "dbt/not_null_orders");
        assertThat(incident.rootCauses()).containsExactly(Warehouse.urn("raw"));
        assertThat(incident.openedAt()).isEqualTo(Warehouse.at("06:00"));
        assertThat(incident.alert(Say.test("orders").id()).orElseThrow().firstFailedAt())
                .isEqualTo(Warehouse.at("02:14"));
        assertThat(night.until("06:01").incident().announcedAt()).isPresent();
    }

    @Test
    void what_passed_again_in_the_silence_is_never_told() {
        night.silence("upgrade", "raw", "06:00")
                .hear("02:15", Say.test("orders").failed("run-1", "02:14"))
                .hear("03:15", Say.test("orders").passed("run-2", "03:14"))
                .until("07:00");

        assertThat(night.incidents()).isEmpty();
        assertThat(check(Say.test("orders")).lastPassedAt()).contains(Warehouse.at("03:14"));
        assertThat(night.state.hidden().rows).isEmpty();
    }

    @Test
    void when_it_ends_it_is_said_what_it_hid_and_what_has_become_of_it() {
        night.silence("upgrade", "raw", "06:00")
                .hear("02:15", Say.test("orders").failed("run-1", "02:14"))
                .hear("03:15", Say.test("orders").failed("run-2", "03:14"))
                .hear("03:15", Say.monitor("orders").failed("mc-1", "03:15"))
                .hear("03:20", Say.test("stg").failed("run-2", "03:14"))
                .hear("03:40", Say.test("stg").passed("run-3", "03:30"))
                .until("06:00");

        String incident = night.incident().id();
        assertThat(night.decided(Output.Kind.SILENCE_ENDED)).singleElement().satisfies(decided -> {
            assertThat(decided.subject()).isEqualTo("silence/upgrade");
            assertThat(decided.incident()).contains(incident);
            assertThat(decided.run()).contains("2026-03-01T02:00:00Z");
            assertThat(decided.at()).isEqualTo(Warehouse.at("06:00"));
            assertThat(decided.reason())
                    .isEqualTo(
                            "it is over (by @{ada}: warehouse upgrade): it hid 4 bad outcomes of 3 checks on 2 assets"
                                    + " since 2026-03-01 02:00 UTC; 1 check passed again, 2 still fail: " + incident);
        });
        assertThat(night.incident().alertCount()).isEqualTo(3);
    }

    @Test
    void one_that_hid_nothing_says_so() {
        night.silence("upgrade", "raw", "06:00").until("06:00");

        assertThat(night.decided(Output.Kind.SILENCE_ENDED))
                .singleElement()
                .extracting(Output.Decided::reason)
                .isEqualTo("it is over (by @{ada}: warehouse upgrade): it hid nothing since 2026-03-01 02:00 UTC");
    }

    @Test
    void a_repeat_of_what_an_open_incident_holds_is_silenced_and_a_pass_still_clears_it() {
        night.hear("02:15", Say.test("orders").failed("run-1", "02:14"))
                .until("02:30")
                .silence("upgrade", "raw", "06:00")
                .hear("03:15", Say.test("orders").failed("run-2", "03:14"));
        assertThat(night.incident().alertCount()).isEqualTo(1);
        assertThat(night.decided(Output.Kind.SUPPRESSED)).hasSize(1);

        night.hear("04:15", Say.test("orders").passed("run-3", "04:14"));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(night.until("07:00").live()).hasSize(1);
    }

    @Test
    void a_repeat_that_still_fails_afterwards_is_counted_in_the_incident_that_holds_it() {
        night.hear("02:15", Say.test("orders").failed("run-1", "02:14"))
                .silence("upgrade", "raw", "06:00")
                .hear("03:15", Say.test("orders").failed("run-2", "03:14"))
                .until("06:00");

        assertThat(night.incident().alertCount()).isEqualTo(2);
        assertThat(night.events(IncidentEvent.IncidentOpened.class)).hasSize(1);
    }

    @Test
    void what_a_person_resolved_in_the_silence_is_told_anew_after_it() {
        night.hear("02:15", Say.test("orders").failed("run-1", "02:14")).silence("upgrade", "raw", "06:00");
        night.ask(new Resolve(night.by("ada", night.incident().id()), ""))
                .hear("03:15", Say.test("orders").failed("run-2", "03:14"))
                .until("06:00");

        assertThat(night.live()).filteredOn(Incident::isOpen).singleElement().satisfies(open -> assertThat(
                        open.alerts())
                .containsKey("dbt/not_null_orders"));
    }

    @Test
    void a_run_that_is_waited_for_is_silenced_where_the_silence_begins_before_it_is_whole() {
        night.hear("02:15", Say.of(2, Say.test("orders").failed("run-1", "02:14")))
                .silence("upgrade", "raw", "06:00")
                .until("02:16");

        assertThat(night.incidents()).isEmpty();
        assertThat(night.decided(Output.Kind.SUPPRESSED)).hasSize(1);
    }

    @Test
    void the_time_of_arrival_says_whether_it_is_silenced() {
        night.silence("upgrade", "raw", "06:00")
                .hear("02:15", Say.test("orders").failed("run-1", "01:30"))
                .hear("06:05", Say.test("stg").failed("run-2", "05:30"));

        assertThat(night.decided(Output.Kind.SUPPRESSED)).hasSize(1);
        assertThat(night.incident().alerts()).containsKeys("dbt/not_null_orders", "dbt/not_null_stg");
    }

    @Test
    void an_asset_that_lineage_learns_of_later_is_silenced_then() {
        Night stranger = Night.unknown("raw > stg").until("02:00").silence("upgrade", "raw", "06:00");
        stranger.hear("02:15", Say.test("stg").failed("run-1", "02:14"))
                .learn("raw")
                .learn("stg");

        assertThat(stranger.incidents()).isEmpty();
        assertThat(stranger.decided(Output.Kind.SUPPRESSED)).hasSize(1);
    }

    @Test
    void a_check_that_lineage_removes_in_the_silence_is_clear() {
        night.silence("upgrade", "raw", "06:00")
                .hear("02:15", Say.build("orders").failed("run-1", "02:14"))
                .forget("orders")
                .until("06:00");

        assertThat(night.incidents()).isEmpty();
        assertThat(night.decided(Output.Kind.SILENCE_ENDED).get(0).reason()).contains("1 check passed again");
    }

    @Test
    void a_skipped_model_below_joins_nothing_in_the_silence_and_is_listed_after_it() {
        night.silence("upgrade", "raw", "06:00")
                .run(
                        "02:15",
                        Say.build("stg").failed("run-1", "02:14"),
                        Say.build("orders").skipped("run-1", "02:14"));
        assertThat(night.incidents()).isEmpty();

        night.until("06:00");
        assertThat(night.incident().alerts()).containsOnlyKeys("dbt/model.stg", "dbt/model.orders");
        assertThat(night.decided(Output.Kind.SILENCE_ENDED).get(0).reason())
                .contains("it hid 1 bad outcome of 1 check on 1 asset", "1 check did not run");
    }

    @Test
    void a_monitor_that_is_silenced_is_not_taken_for_quiet() {
        night.hear(
                        "02:15",
                        Say.monitor("orders").failed("mc-1", "02:14"),
                        Say.test("raw").failed("run-1", "02:14"))
                .silence("upgrade", "orders", "+2 06:00")
                .hear("03:15", Say.monitor("orders").failed("mc-2", "03:14"))
                .hear("03:20", Say.test("raw").passed("run-2", "03:19"))
                .until("+2 05:59");
        assertThat(night.incident().isOpen()).isTrue();

        night.until("+2 06:00");
        assertThat(night.incident().isOpen()).isTrue();
        night.until(night.now().plus(Duration.ofHours(25)));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void a_restart_keeps_silences_and_what_they_hid() {
        night.silence("upgrade", "raw", "06:00")
                .hear("02:15", Say.test("orders").failed("run-1", "02:14"))
                .restart()
                .hear("03:15", Say.test("stg").failed("run-1", "03:14"));
        assertThat(night.incidents()).isEmpty();

        assertThat(night.restart().until("06:00").incident().alerts()).hasSize(2);
    }

    private CheckRow check(Say say) {
        return night.state.checks().get(say.id().toString()).orElseThrow();
    }
}
