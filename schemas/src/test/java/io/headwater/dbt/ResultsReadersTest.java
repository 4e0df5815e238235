package io.headwater.dbt;

import static io.headwater.dbt.Artifacts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.dbt.Artifacts.Told;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResultsReadersTest {

    @Test
    void a_bad_element_is_named_and_the_reading_goes_on() throws Exception {
        Told<RunResult> told = new Told<>();
        RunResultsReader.read(
                json(
                        """
                        {'results': [
                          {'unique_id': 'test.p.a.1', 'status': 'Fail', 'failures': 3, 'message': 'Got 3', 'execution_time': 0.5,
                           'timing': [{'name': 'compile', 'started_at': '2026-01-01T00:00:00Z', 'completed_at': '2026-01-01T00:00:01Z'},
                                      {'name': 'execute', 'started_at': '2026-01-01T00:00:01Z', 'completed_at': '2026-01-01T00:00:02.5Z'}]},
                          {'unique_id': 'model.p.b'}, 'x', {'unique_id': '', 'status': 'pass'}, null,
                          {'unique_id': 'model.p.c', 'status': 'success', 'failures': 'none', 'timing': 7, 'message': null,
                           'adapter_response': {'rows_affected': 5}, 'execution_time': NaN}],
                         'metadata': {'invocation_id': 'run-1'}}
                        """),
                told);

        assertThat(told.metadata).hasSize(1);
        assertThat(told.results).extracting(RunResult::uniqueId).containsExactly("test.p.a.1", "model.p.c");
        RunResult failed = told.results.get(0);
        assertThat(failed.status()).isEqualTo("fail");
        assertThat(failed.failures()).contains(3L);
        assertThat(failed.startedAt()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(failed.completedAt()).contains(Instant.parse("2026-01-01T00:00:02.500Z"));
        assertThat(told.results.get(1).failures()).isEmpty();
        assertThat(told.results.get(1).adapterResponse()).containsEntry("rows_affected", "5");
        assertThat(told.faults)
                .extracting(ArtifactFault::path)
                .containsExactly("results[1].status", "results[2]", "results[3].unique_id", "results[4]");
        assertThat(told.rejected.get(0)).isEqualTo("{\"unique_id\":\"model.p.b\"}");
    }

    @Test
    void freshness_tells_the_newest_row_and_the_rule() throws Exception {
        Told<SourceFreshness> told = new Told<>();
        SourcesReader.read(
                json(
                        """
                        {'metadata': {'dbt_schema_version': 'https://schemas.getdbt.com/dbt/sources/v3.json'}, 'results': [
                          {'unique_id': 'source.p.raw.payments', 'max_loaded_at': '2026-01-01T00:00:00+00:00',
                           'snapshotted_at': '2026-01-02T01:00:00Z', 'max_loaded_at_time_ago_in_s': 90000.0, 'status': 'error',
                           'criteria': {'warn_after': {'count': 1, 'period': 'day'}, 'error_after': {'count': 24, 'period': 'hour'}}},
                          {'unique_id': 'source.p.raw.users', 'error': 'no such column', 'status': 'runtime error'}]}
                        """),
                told);

        assertThat(told.results.get(0).warnAfter()).contains("1 day");
        assertThat(told.results.get(0).errorAfter()).contains("24 hours");
        assertThat(told.results.get(0).maxLoadedAt()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(told.results.get(1).error()).contains("no such column");
    }

    @Test
    void a_field_whose_name_is_blank_is_named_all_the_same() {
        assertThat(refused("{\" \": tru").path()).isEqualTo("[' ']");
        assertThat(refused("{\"metadata\": {\"\": tru").path()).isEqualTo("metadata['']");
    }

    @Test
    void a_document_without_results_or_cut_short_is_refused_with_its_path() {
        assertThat(refused("{}").path()).isEqualTo("results");
        assertThat(refused("{'results': {}}")).isEqualTo(new ArtifactFault("results", "must be a list"));
        ArtifactFault cut = refused("{'results': [{'unique_id': 'a.b.c', 'status': 'pass'}, {'unique_id': 'a");
        assertThat(cut.path()).isEqualTo("results[1].unique_id");
        assertThat(cut.rule()).contains("ends too early");
        assertThat(refused("{'metadata': {'dbt_schema_version': 'https://x/dbt/manifest/v12.json'}, 'results': []}")
                        .path())
                .isEqualTo("metadata.dbt_schema_version");
    }

    @Test
    void an_id_that_no_key_can_hold_is_refused_where_it_stands() throws Exception {
        Told<RunResult> told = new Told<>();
        String longest = "model.p." + "a".repeat(592);
        RunResultsReader.read(
                json(
                        "{'results': [{'unique_id': '%s', 'status': 'success'}, {'unique_id': '%sb', 'status': 'success'}]}"
                                .formatted(longest, longest)),
                told);

        assertThat(told.results).extracting(RunResult::uniqueId).containsExactly(longest);
        assertThat(told.faults)
                .containsExactly(new ArtifactFault("results[1].unique_id", "must have at most 600 characters"));
        assertThat(refused("{'metadata': {'invocation_id': '%s'}, 'results': []}".formatted("r".repeat(201))))
                .isEqualTo(new ArtifactFault("metadata.invocation_id", "must have at most 200 characters"));
    }

    private static ArtifactFault refused(String document) {
        return catchThrowableOfType(
                        UnreadableArtifact.class, () -> RunResultsReader.read(json(document), new Told<RunResult>()))
                .fault();
    }
}
