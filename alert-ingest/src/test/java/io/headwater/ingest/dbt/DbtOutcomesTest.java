package io.headwater.ingest.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.dbt.Manifest;
import io.headwater.ingest.outcome.Grade;
import io.headwater.ingest.outcome.Kind;
import io.headwater.ingest.outcome.Outcome;
import io.headwater.ingest.outcome.OutcomeDraft;
import io.headwater.ingest.outcome.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DbtOutcomesTest {

    /** The design, section 2: what the sources' words mean. */
    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "model.shop.orders, success, PASSED",
        "model.shop.orders, error, FAILED",
        "model.shop.orders, partial success, FAILED",
        "model.shop.orders, skipped, SKIPPED",
        "model.shop.orders, no-op, SKIPPED",
        "model.shop.orders, reused, PASSED",
        "seed.shop.countries, success, PASSED",
        "seed.shop.countries, error, FAILED",
        "snapshot.shop.orders_history, error, FAILED",
        "test.shop.unique_orders_id.3c1f, pass, PASSED",
        "test.shop.unique_orders_id.3c1f, fail, FAILED",
        "test.shop.unique_orders_id.3c1f, warn, WARNED",
        "test.shop.unique_orders_id.3c1f, error, ERRORED",
        "test.shop.unique_orders_id.3c1f, runtime error, ERRORED",
        "test.shop.unique_orders_id.3c1f, skipped, SKIPPED",
        "unit_test.shop.revenue.adds_up, pass, PASSED",
        "unit_test.shop.revenue.adds_up, fail, FAILED",
        "unit_test.shop.revenue.adds_up, error, ERRORED",
        "source.shop.raw.payments, pass, PASSED",
        "source.shop.raw.payments, warn, WARNED",
        "source.shop.raw.payments, error, FAILED",
        "source.shop.raw.payments, runtime error, ERRORED",
        "operation.shop.shop-on-run-end-0, success, PASSED",
        "operation.shop.shop-on-run-end-0, error, ERRORED",
        "saved_query.shop.weekly, error, ERRORED",
        "something_new.shop.x, success, PASSED",
    })
    void every_word_of_dbt_means_what_the_design_says(String uniqueId, String word, Outcome outcome) {
        OutcomeDraft draft = Dbt.result(uniqueId, word).only();
        assertThat(draft.outcome()).isEqualTo(outcome);
        assertThat(draft.attributes()).containsEntry("dbt.status", word);
        assertThat(draft.check()).isEqualTo(uniqueId);
        assertThat(draft.run()).isEqualTo("run");
    }

    @ParameterizedTest(name = "freshness {0} is {1}")
    @CsvSource({"pass, PASSED", "warn, WARNED", "error, FAILED", "runtime error, ERRORED"})
    void freshness_that_broke_says_nothing_about_the_data(String word, Outcome outcome) {
        OutcomeDraft draft = Dbt.freshness("{'unique_id': 'source.shop.raw.payments', 'status': '%s'}".formatted(word))
                .only();
        assertThat(draft.outcome()).isEqualTo(outcome);
        assertThat(draft.kind()).isEqualTo(Kind.FRESHNESS);
    }

    @ParameterizedTest
    @CsvSource({
        "model.shop.orders, fine",
        "model.shop.orders, ''",
        "test.shop.t.1, partial success",
        "source.a.b.c, stale"
    })
    void a_word_that_dbt_does_not_use_is_rejected_and_never_guessed(String uniqueId, String word) {
        Dbt.Reading reading = Dbt.result(uniqueId, word);
        assertThat(reading.outcomes()).isEmpty();
        assertThat(reading.rejected()).singleElement().satisfies(fault -> assertThat(fault.path())
                .isEqualTo("results[0].status"));
    }

    @Test
    void words_are_read_in_any_case() {
        assertThat(Dbt.result("test.shop.t.1", "Fail").only().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void a_result_happened_when_its_last_step_ended_else_when_the_run_was_written() {
        OutcomeDraft timed = Dbt.results(
                        """
                        {'unique_id': 'model.shop.orders', 'status': 'success', 'execution_time': 2.5, 'timing': [
                          {'name': 'compile', 'started_at': '2026-03-01T01:00:00Z', 'completed_at': '2026-03-01T01:00:01Z'},
                          {'name': 'execute', 'started_at': '2026-03-01T01:00:01Z', 'completed_at': '2026-03-01T01:00:03.5Z'}],
                         'adapter_response': {'rows_affected': 42}}""")
                .only();
        assertThat(timed.occurredAt()).contains(Instant.parse("2026-03-01T01:00:03.500Z"));
        assertThat(timed.attributes())
                .containsEntry("started_at", "2026-03-01T01:00:00Z")
                .containsEntry("execution_seconds", "2.5")
                .containsEntry("rows_affected", "42");
        assertThat(Dbt.result("model.shop.orders", "success").only().occurredAt())
                .contains(Instant.parse("2026-03-01T02:00:00Z"));
    }

    @Test
    void the_newest_row_of_a_stale_source_bounds_the_onset() {
        OutcomeDraft stale = Dbt.freshness(
                        """
                        {'unique_id': 'source.shop.raw.payments', 'status': 'error', 'max_loaded_at': '2026-02-27T23:00:00Z',
                         'snapshotted_at': '2026-03-01T00:59:00Z', 'max_loaded_at_time_ago_in_s': 93540.0,
                         'criteria': {'warn_after': {'count': 12, 'period': 'hour'}, 'error_after': {'count': 24, 'period': 'hour'}}}""")
                .only();
        assertThat(stale.anomalySince()).contains(Instant.parse("2026-02-27T23:00:00Z"));
        assertThat(stale.occurredAt()).contains(Instant.parse("2026-03-01T00:59:00Z"));
        assertThat(stale.message()).contains("newest row is 25 hours old");
        assertThat(stale.observed()).contains("2026-02-27T23:00:00Z");
        assertThat(stale.expected()).contains("error after 24 hours");
        assertThat(stale.checkName()).isEqualTo("freshness raw.payments");
    }

    @Test
    void rows_that_violate_are_a_tests_business_alone() {
        assertThat(Dbt.results("{'unique_id': 'test.shop.t.1', 'status': 'fail', 'failures': 3}")
                        .only()
                        .failedRows())
                .contains(3L);
        // dbt counts a failed hook as one failure; that is no row.
        assertThat(Dbt.results("{'unique_id': 'operation.shop.hook', 'status': 'error', 'failures': 1}")
                        .only()
                        .failedRows())
                .isEmpty();
    }

    @Test
    void with_the_manifest_a_test_is_about_the_relation_and_column_it_watches() {
        Dbt.Reading reading = Dbt.results(
                shop(), "{'unique_id': 'test.shop.unique_orders_id.3c1f', 'status': 'fail', 'failures': 3}");
        OutcomeDraft draft = reading.only();
        assertThat(draft.checkName()).isEqualTo("unique orders.id");
        assertThat(draft.grade()).isEqualTo(Grade.MEDIUM);
        assertThat(draft.subjects())
                .containsExactly(new Subject(
                        Optional.of("table:dw.core.orders"),
                        List.of("dbt:model.shop.orders"),
                        List.of("table:lake.raw.payments"),
                        List.of("id")));
        assertThat(draft.attributes())
                .containsEntry("dbt.package", "shop")
                .containsEntry("dbt.file", "models/orders.yml");
    }

    @Test
    void a_singular_test_concerns_all_that_it_reads_and_no_column_of_it() {
        OutcomeDraft draft = Dbt.results(
                        shop(), "{'unique_id': 'test.shop.revenue_is_positive', 'status': 'warn', 'failures': 1}")
                .only();
        assertThat(draft.subjects())
                .extracting(subject -> subject.urn().orElseThrow())
                .containsExactlyInAnyOrder("table:dw.core.orders", "table:dw.core.revenue");
        assertThat(draft.subjects()).allMatch(subject -> subject.columns().isEmpty());
        assertThat(draft.checkName()).isEqualTo("revenue_is_positive");
        assertThat(draft.grade()).isEqualTo(Grade.LOW);
    }

    @Test
    void a_model_is_about_itself_and_knows_what_feeds_it_through_ephemeral_ones() {
        OutcomeDraft draft = Dbt.results(shop(), "{'unique_id': 'model.shop.orders', 'status': 'error'}")
                .only();
        assertThat(draft.kind()).isEqualTo(Kind.BUILD);
        assertThat(draft.subjects()).singleElement().satisfies(subject -> {
            assertThat(subject.urn()).contains("table:dw.core.orders");
            assertThat(subject.upstreams()).containsExactly("table:lake.raw.payments");
        });
        assertThat(draft.attributes()).containsEntry("dbt.group", "finance").containsEntry("dbt.materialized", "table");
    }

    @Test
    void what_never_has_a_relation_is_an_asset_by_its_dbt_id() {
        assertThat(Dbt.results(shop(), "{'unique_id': 'model.shop.stg_payments', 'status': 'success'}")
                        .only()
                        .subjects())
                .extracting(subject -> subject.urn().orElse("none"))
                .containsExactly("dbt:model.shop.stg_payments");
        assertThat(Dbt.result("operation.shop.hook", "error").only().subjects())
                .extracting(subject -> subject.urn().orElse("none"))
                .containsExactly("dbt:operation.shop.hook");
    }

    @Test
    void a_test_of_an_ephemeral_model_without_sources_is_about_that_model() {
        Optional<Manifest> manifest = Dbt.manifest(
                """
                'model.shop.numbers': {'resource_type': 'model', 'package_name': 'shop', 'name': 'numbers', 'database': 'DW',
                  'schema': 'CORE', 'config': {'materialized': 'ephemeral'}},
                'test.shop.not_null_numbers_n.1': {'resource_type': 'test', 'package_name': 'shop', 'name': 'not_null_numbers_n',
                  'attached_node': 'model.shop.numbers', 'depends_on': {'nodes': ['model.shop.numbers']}}
                """,
                "");
        assertThat(Dbt.results(manifest, "{'unique_id': 'test.shop.not_null_numbers_n.1', 'status': 'fail'}")
                        .only()
                        .subjects())
                .extracting(subject -> subject.urn().orElse("none"))
                .containsExactly("dbt:model.shop.numbers");
    }

    @Test
    void a_node_that_no_manifest_knows_goes_by_dbts_name_until_lineage_comes() {
        for (Optional<Manifest> manifest : List.of(Optional.<Manifest>empty(), shop())) {
            OutcomeDraft draft = Dbt.results(manifest, "{'unique_id': 'model.shop.gone.v2', 'status': 'error'}")
                    .only();
            assertThat(draft.subjects()).containsExactly(Subject.named("dbt:model.shop.gone.v2"));
            assertThat(draft.checkName()).isEqualTo("gone.v2");
        }
        assertThat(Dbt.result("test.shop.unique_orders_id.3c1f", "fail").only().checkName())
                .isEqualTo("unique_orders_id");
        assertThat(Dbt.result("nonsense", "success").only().checkName()).isEqualTo("nonsense");
    }

    @Test
    void a_message_is_cut_between_whole_characters() {
        String message = "\uD83D\uDE00".repeat(3_000);
        OutcomeDraft draft = Dbt.results(
                        "{'unique_id': 'model.shop.orders', 'status': 'error', 'message': '" + message + "'}")
                .only();
        String cut = draft.message().orElseThrow();
        assertThat(cut).hasSizeLessThanOrEqualTo(4_000).endsWith("\uD83D\uDE00…");
    }

    private static Optional<Manifest> shop() {
        return Dbt.manifest(
                """
                'model.shop.stg_payments': {'resource_type': 'model', 'package_name': 'shop', 'name': 'stg_payments',
                  'database': 'DW', 'schema': 'STAGING', 'config': {'materialized': 'ephemeral'},
                  'depends_on': {'nodes': ['source.shop.raw.payments']}},
                'model.shop.orders': {'resource_type': 'model', 'package_name': 'shop', 'name': 'orders', 'database': 'DW',
                  'schema': 'CORE', 'config': {'materialized': 'table'}, 'group': 'finance',
                  'depends_on': {'nodes': ['model.shop.stg_payments']}},
                'model.shop.revenue': {'resource_type': 'model', 'package_name': 'shop', 'name': 'revenue', 'database': 'DW',
                  'schema': 'CORE', 'depends_on': {'nodes': ['model.shop.orders']}},
                'test.shop.unique_orders_id.3c1f': {'resource_type': 'test', 'package_name': 'shop', 'name': 'unique_orders_id',
                  'column_name': 'ID', 'attached_node': 'model.shop.orders', 'config': {'severity': 'ERROR'},
                  'original_file_path': 'models/orders.yml', 'test_metadata': {'name': 'unique', 'kwargs': {'column_name': 'ID'}},
                  'depends_on': {'nodes': ['model.shop.orders']}},
                'test.shop.revenue_is_positive': {'resource_type': 'test', 'package_name': 'shop', 'name': 'revenue_is_positive',
                  'config': {'severity': 'warn'}, 'depends_on': {'nodes': ['model.shop.revenue', 'model.shop.orders']}}
                """,
                """
                'source.shop.raw.payments': {'resource_type': 'source', 'package_name': 'shop', 'source_name': 'raw',
                  'name': 'payments', 'database': 'LAKE', 'schema': 'RAW'}
                """);
    }
}
