package io.headwater.ingest.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.ingest.outcome.Grade;
import io.headwater.ingest.outcome.Kind;
import io.headwater.ingest.outcome.Outcome;
import io.headwater.ingest.outcome.OutcomeDraft;
import io.headwater.ingest.outcome.Rejected;
import io.headwater.ingest.outcome.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class McWebhookTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void an_anomaly_is_an_outcome_of_the_tables_own_monitor_one_per_table() throws Exception {
        McAlert alert = read(
                """
                {'type': 'open_anomaly_incident', 'payload': {'incident_id': 'inc-1', 'group_id': 'zeus:ares', 'url': 'https://mc/1',
                 'event_list': [{'event_details': 'Has 42 rows vs. 101 expected', 'table_name': 'artemis'},
                                {'event_details': 'Not updated', 'table_name': 'hera'},
                                {'event_details': 'Too few', 'table_name': 'artemis'}, 7]}}
                """);

        assertThat(alert.incident()).isEqualTo("inc-1");
        assertThat(alert.outcomes())
                .extracting(OutcomeDraft::check)
                .containsExactly("anomaly:zeus:ares.artemis", "anomaly:zeus:ares.hera");
        OutcomeDraft artemis = alert.outcomes().get(0);
        assertThat(artemis.run()).isEqualTo("inc-1");
        assertThat(artemis.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(artemis.kind()).isEqualTo(Kind.MONITOR);
        assertThat(artemis.message()).contains("Has 42 rows vs. 101 expected; Too few");
        assertThat(artemis.occurredAt()).isEmpty();
        assertThat(artemis.url()).contains("https://mc/1");
        assertThat(artemis.subjects())
                .containsExactly(new Subject(
                        Optional.of("table:zeus.ares.artemis"),
                        List.of("mc-table:zeus:ares.artemis"),
                        List.of(),
                        List.of()));
        assertThat(alert.rejected()).hasSize(1);
        assertThat(alert.rejected().get(0).path()).isEqualTo("payload.event_list[3]");
    }

    @Test
    void what_no_key_can_hold_is_refused_where_it_stands() throws Exception {
        String tooLong = "t".repeat(601);
        McAlert alert = read(
                """
                {'type': 'open_anomaly_incident', 'payload': {'incident_id': 'inc-1', 'group_id': 'zeus:ares',
                 'event_list': [{'table_name': 'artemis'}, {'table_name': '%1$s'}, {'rule': {'uuid': '%1$s'}}]}}
                """
                        .formatted(tooLong));

        assertThat(alert.outcomes()).extracting(OutcomeDraft::check).containsExactly("anomaly:zeus:ares.artemis");
        assertThat(alert.rejected())
                .extracting(Rejected::path)
                .containsExactly("payload.event_list[1]", "payload.event_list[2]");
        assertThat(alert.rejected().get(0).reason()).contains("at most 600 characters");
        McUnreadable unreadable = catchThrowableOfType(
                McUnreadable.class, () -> read("{'payload': {'incident_id': '%s'}}".formatted("i".repeat(201))));
        assertThat(unreadable.field()).isEqualTo("payload.incident_id");
        assertThat(unreadable.rule()).isEqualTo("must have at most 200 characters");
    }

    @Test
    void a_broken_rule_is_one_check_by_its_uuid_whatever_it_watches() throws Exception {
        McAlert alert = read(
                """
                {'type': 'open_custom_rule_anomaly_incident', 'payload': {'incident_id': 'inc-2', 'group_id': null,
                 'event_list': [{'table_name': null, 'data': {'metric_display_name': 'Custom', 'hits': [{'field': 'amount',
                   'measurement_timestamp': 'Jan 15, 06:10PM', 'timestamp': '2026-01-15T18:10:00+01:00', 'value': '50.0'}],
                   'rule_comparisons': [{'metric': 'custom', 'operator': 'GT', 'threshold': '49.0'}]}}],
                 'rule': {'uuid': 'rule-9', 'description': 'Amounts stay small', 'rule_type': 'custom_sql', 'comparisons':
                   [{'field': 'Amount', 'full_table_id': 'DW:Core.Orders', 'operator': 'GT', 'threshold': 49.0}]}}}
                """);

        OutcomeDraft outcome = alert.outcomes().get(0);
        assertThat(alert.outcomes()).hasSize(1);
        assertThat(outcome.check()).isEqualTo("rule-9");
        assertThat(outcome.checkName()).isEqualTo("Amounts stay small");
        assertThat(outcome.observed()).contains("amount = 50.0");
        assertThat(outcome.expected()).contains("alerts when custom GT 49.0");
        assertThat(outcome.anomalySince()).contains(Instant.parse("2026-01-15T17:10:00Z"));
        assertThat(outcome.subjects())
                .containsExactly(new Subject(
                        Optional.of("table:dw.core.orders"),
                        List.of("mc-table:DW:Core.Orders"),
                        List.of(),
                        List.of("amount")));
    }

    @Test
    void a_time_without_year_and_zone_is_no_time() throws Exception {
        McAlert alert = read(
                """
                {'type': 'open_custom_rule_anomaly_incident', 'payload': {'incident_id': 'i', 'rule': {'uuid': 'r'}, 'event_list': [
                 {'data': {'hits': [{'measurement_timestamp': 'Jan 15, 06:10PM', 'timestamp': 'Jan 15, 06:10PM', 'value': 1}]}}]}}
                """);

        assertThat(alert.outcomes().get(0).anomalySince()).isEmpty();
        assertThat(alert.outcomes().get(0).occurredAt()).isEmpty();
    }

    @Test
    void feedback_that_closes_the_alert_passes_its_checks_at_either_level() throws Exception {
        for (String word : List.of("fixed", "expected", "no_action_needed", "false_positive")) {
            for (String update : List.of(
                    "{'alert_feedback': '%s', 'payload': {'incident_id': 'i', 'group_id': 'd:s', 'event_list': [{'table_name': 't'}]}}",
                    "{'payload': {'alert_feedback': '%s', 'incident_id': 'i', 'group_id': 'd:s', 'event_list': [{'table_name': 't'}]}}")) {
                OutcomeDraft outcome = read(update.formatted(word)).outcomes().get(0);
                assertThat(outcome.outcome()).isEqualTo(Outcome.PASSED);
                assertThat(outcome.resolution()).contains(word);
            }
        }
    }

    @Test
    void feedback_that_keeps_it_open_is_an_update_of_the_same_alert() throws Exception {
        for (String word : List.of("investigating", "work_in_progress", "no_status", "brand_new_word")) {
            OutcomeDraft outcome = read("{'alert_feedback': '%s', 'payload': {'incident_id': 'i'}}".formatted(word))
                    .outcomes()
                    .get(0);
            assertThat(outcome.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(outcome.resolution()).isEmpty();
            assertThat(outcome.attributes()).containsEntry("alert_feedback", word);
        }
    }

    @Test
    void an_update_that_names_no_check_stands_for_all_checks_of_its_run() throws Exception {
        McAlert alert =
                read("{'alert_feedback': 'fixed', 'owner': 'ada@example.com', 'payload': {'incident_id': 'inc-1'}}");

        OutcomeDraft outcome = alert.outcomes().get(0);
        assertThat(outcome.check()).isEqualTo("alert:inc-1");
        assertThat(outcome.subjects()).isEmpty();
        assertThat(outcome.attributes()).containsEntry("applies-to", "run");
        assertThat(outcome.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(alert.owner()).contains("ada@example.com");
        assertThat(outcome.attributes().values()).noneMatch(value -> value.contains("ada"));
    }

    @Test
    void declared_severities_are_graded() throws Exception {
        Map<String, Grade> grades = Map.of(
                "'SEV-1'",
                Grade.CRITICAL,
                "'SEV-2'",
                Grade.HIGH,
                "'sev-3'",
                Grade.MEDIUM,
                "'SEV-4'",
                Grade.LOW,
                "null",
                Grade.UNKNOWN);
        for (Map.Entry<String, Grade> grade : grades.entrySet()) {
            String body = "{'declared_alert_severity': %s, 'payload': {'incident_id': 'i'}}".formatted(grade.getKey());
            assertThat(read(body).outcomes().get(0).grade()).isEqualTo(grade.getValue());
        }
    }

    @Test
    void an_unknown_type_is_an_anomaly_of_unknown_kind() throws Exception {
        OutcomeDraft outcome =
                read("{'type': 'open_freshness_incident', 'payload': {'incident_id': 4711, 'event_list': [{'full_table_id': 'd:s.t'}]}}")
                        .outcomes()
                        .get(0);

        assertThat(outcome.check()).isEqualTo("freshness:d:s.t");
        assertThat(outcome.kind()).isEqualTo(Kind.FRESHNESS);
        assertThat(outcome.run()).isEqualTo("4711");
        assertThat(read("{'payload': {'incident_id': 'i', 'event_list': [{}]}}")
                        .outcomes()
                        .get(0)
                        .check())
                .isEqualTo("unknown:i");
    }

    @Test
    void without_an_incident_id_it_is_refused_by_name() {
        for (String body : List.of(
                "{}", "{'payload': 7}", "{'payload': {'incident_id': ''}}", "{'payload': {'incident_id': {}}}")) {
            assertThat(catchThrowableOfType(McUnreadable.class, () -> read(body))
                            .field())
                    .isEqualTo("payload.incident_id");
        }
        assertThat(catchThrowableOfType(McUnreadable.class, () -> read("[]")).field())
                .isEqualTo("$");
    }

    private static McAlert read(String body) throws McUnreadable, JsonProcessingException {
        JsonNode json = JSON.readTree(body.replace('\'', '"'));
        return McWebhook.read(json);
    }
}
