package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.Incident;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When silences and maintenance windows begin, change and end, and what that means to what they hide. */
class SilencePeriodTest {
    private final Night night =
            Night.over("raw > stg > orders > dash:sales", "hr > people").until("02:00");

    @Test
    void a_period_comes_back_as_it_was_kept_by_this_release_or_an_earlier_one() {
        SilenceRow row = new SilenceRow(
                "silence/upgrade",
                3,
                Warehouse.at("02:00"),
                Warehouse.at("06:00"),
                true,
                "by @{ada}: a new  warehouse");
        assertThat(SilenceRow.read(row.id(), row.kept())).isEqualTo(row);
        assertThat(SilenceRow.read(row.id(), "3 2026-03-01T02:00:00Z 2026-03-01T06:00:00Z true")
                        .whose())
                .isEmpty();
    }

    @Test
    void one_that_ends_early_places_what_still_fails_at_once() {
        night.silence("upgrade", "raw", "06:00")
                .hear("02:15", Say.test("orders").failed("run-1", "02:14"))
                .until("03:00")
                .unsilence("upgrade");

        assertThat(night.incident().openedAt()).isEqualTo(Warehouse.at("03:00"));
        assertThat(night.decided(Output.Kind.SILENCE_ENDED))
                .singleElement()
                .extracting(Output.Decided::reason)
                .asString()
                .startsWith("it was ended early (by @{ada}: warehouse upgrade): it hid 1 bad outcome");
        assertThat(night.until("07:00").decided(Output.Kind.SILENCE_ENDED)).hasSize(1);
    }

    @Test
    void one_whose_end_is_moved_ends_then_and_keeps_what_it_hid() {
        night.silence("upgrade", "raw", "06:00")
                .hear("02:15", Say.test("orders").failed("run-1", "02:14"))
                .silence("upgrade", "raw", "08:00")
                .until("07:59");
        assertThat(night.incidents()).isEmpty();
        assertThat(night.decided(Output.Kind.SILENCE_ENDED)).isEmpty();

        assertThat(night.until("08:00").incident().alerts()).containsKey("dbt/not_null_orders");
        assertThat(night.decided(Output.Kind.SILENCE_ENDED).get(0).reason())
                .contains("since 2026-03-01 02:00 UTC", "1 still fails");
    }

    @Test
    void what_a_change_of_the_silence_leaves_out_is_placed_at_once() {
        night.silence("upgrade", "raw", "06:00")
                .hear("02:15", Say.test("raw").failed("run-1", "02:14"))
                .hear("02:16", Say.test("orders").failed("run-1", "02:14"))
                .until("03:00")
                .silence("upgrade", "orders", "06:00");

        assertThat(night.incident().alerts()).containsOnlyKeys("dbt/not_null_raw");
        night.until("06:00");
        assertThat(night.decided(Output.Kind.SILENCE_ENDED).get(0).reason())
                .contains("2 bad outcomes of 2 checks", "0 checks passed again, 2 still fail");
    }

    @Test
    void what_two_silences_cover_is_told_when_the_last_of_them_ends() {
        night.silence("short", "raw", "04:00")
                .hear("02:15", Say.test("orders").failed("run-1", "02:14"))
                .hear("02:45", Say.test("orders").failed("run-2", "02:44"))
                .silence("long", "stg", "06:00")
                .until("04:00");
        assertThat(night.incidents()).isEmpty();
        assertThat(night.decided(Output.Kind.SILENCE_ENDED).get(0).reason())
                .contains("1 check another silence hides still");

        Incident incident = night.until("06:00").incident();
        assertThat(incident.openedAt()).isEqualTo(Warehouse.at("06:00"));
        assertThat(incident.alertCount()).isEqualTo(2);
        assertThat(incident.alert(Say.test("orders").id()).orElseThrow().firstFailedAt())
                .isEqualTo(Warehouse.at("02:14"));
    }

    @Test
    void what_a_longer_silence_takes_over_keeps_its_first_failure() {
        night.silence("short", "raw", "04:00")
                .hear("02:15", Say.test("orders").skipped("run-0", "02:10"))
                .hear("02:16", Say.test("orders").failed("run-1", "02:14"))
                .silence("long", "stg", "06:00")
                .hear("03:15", Say.test("orders").failed("run-2", "03:14"))
                .until("06:00");

        assertThat(night.decided(Output.Kind.SILENCE_ENDED))
                .extracting(Output.Decided::reason)
                .satisfiesExactly(
                        first -> assertThat(first).contains("it hid 1 bad outcome of 1 check", "another silence hides"),
                        second -> assertThat(second).contains("it hid 1 bad outcome of 1 check", "1 still fails"));
        assertThat(night.incident().alert(Say.test("orders").id()).orElseThrow().firstFailedAt())
                .isEqualTo(Warehouse.at("02:14"));
    }

    @Test
    void a_weekly_maintenance_window_comes_and_goes_by_itself() {
        Map<String, Object> weekly =
                Map.of("days", List.of("SUN"), "start", "03:00", "duration", "PT1H", "timeZone", "UTC");
        night.policy(
                "maintenance",
                "load",
                Map.of("assets", List.of(Warehouse.urn("raw")), "weekly", weekly, "author", "ada", "reason", "load"));
        night.hear("03:15", Say.test("orders").failed("run-1", "03:14"));
        assertThat(night.decided(Output.Kind.SUPPRESSED).get(0).reason())
                .isEqualTo("in maintenance until 2026-03-01 04:00 UTC by @{ada}: load");
        assertThat(night.until("04:00").incident().isOpen()).isTrue();

        night.hear("04:30", Say.test("orders").passed("run-2", "04:29"));
        night.hear("+7 03:15", Say.test("orders").failed("run-3", "+7 03:14")).until("+7 03:59");
        assertThat(night.live()).noneMatch(Incident::isOpen);
        night.until("+7 04:00");
        assertThat(night.live()).filteredOn(Incident::isOpen).hasSize(1);
        assertThat(night.decided(Output.Kind.SILENCE_ENDED))
                .extracting(Output.Decided::run)
                .containsExactly(Optional.of("2026-03-01T03:00:00Z"), Optional.of("2026-03-08T03:00:00Z"));
    }

    @Test
    void one_that_has_not_begun_or_is_over_already_hides_nothing_and_says_nothing() {
        night.silence("past", "raw", "01:00")
                .silence(
                        "later",
                        Map.of("assets", List.of(Warehouse.urn("hr")), "from", "2026-03-01T04:00:00Z"),
                        Warehouse.at("05:00"))
                .hear(
                        "02:15",
                        Say.test("orders").failed("run-1", "02:14"),
                        Say.test("hr").failed("run-1", "02:14"))
                .unsilence("later")
                .until("06:00");

        assertThat(night.live()).hasSize(2);
        assertThat(night.decided(Output.Kind.SILENCE_ENDED)).isEmpty();
    }

    @Test
    void a_condition_that_cannot_be_evaluated_hides_nothing_and_is_told_once() {
        night.silence("typo", Map.of("when", "asset.domian == 'x'"), Warehouse.at("06:00"))
                .hear("02:15", Say.test("orders").failed("run-1", "02:14"))
                .hear("02:16", Say.test("people").failed("run-1", "02:14"));

        assertThat(night.live()).hasSize(2);
        assertThat(night.decided(Output.Kind.REJECTED)).singleElement().satisfies(decided -> {
            assertThat(decided.subject()).isEqualTo("silence/typo");
            assertThat(decided.reason()).contains("domian");
        });
    }
}
