package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.CheckOutcome;
import io.headwater.schema.DeadLetter;
import io.headwater.schema.Decision;
import io.headwater.schema.DecisionKind;
import io.headwater.schema.OutcomeStatus;
import io.headwater.topics.EventHeaders;
import io.headwater.topics.RecordKey;
import io.headwater.topics.RefusedRecord;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What cannot be read becomes a dead letter; what lies elsewhere is moved; nothing is lost. */
final class ReadInputTest {
    private static final String ELSEWHERE = Bench.onPartition(5);

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void an_unreadable_value_becomes_a_dead_letter_with_its_bytes_and_place() throws IOException {
        bench.sendRaw(Topics.ALERTS, Bench.bytes(Bench.WORKSPACE + "|dbt/t"), Bench.bytes("{\"not\": \"avro\"}"));

        DeadLetter letter = onlyLetter();
        assertThat(letter.getWorkspace()).isEqualTo(Bench.WORKSPACE);
        assertThat(letter.getStage()).isEqualTo("decode");
        assertThat(letter.getReason()).contains("not an Avro record");
        assertThat(unzipped(letter.getPayload())).isEqualTo(Bench.bytes("{\"not\": \"avro\"}"));
        assertThat(letter.getTopic()).isEqualTo(Topics.ALERTS.name());
        assertThat(letter.getPartition()).isZero();
        assertThat(letter.getOffset()).isZero();
        assertThat(letter.getAt()).isEqualTo(bench.now());
    }

    @Test
    void a_record_without_a_key_is_a_dead_letter_of_the_workspace_its_header_names() {
        RecordHeaders headers = new RecordHeaders();
        EventHeaders.put(headers, EventHeaders.WORKSPACE, Bench.WORKSPACE);
        bench.sendRaw(Topics.ALERTS, new TestRecord<>(null, Bench.bytes("x"), headers, bench.now()));

        assertThat(onlyLetter().getWorkspace()).isEqualTo(Bench.WORKSPACE);
    }

    @Test
    void a_record_of_no_workspace_at_all_is_a_dead_letter_too() {
        bench.sendRaw(Topics.ALERTS, Bench.bytes("No Workspace!|dbt/t"), Bench.bytes("x"));

        DeadLetter letter = onlyLetter();
        assertThat(letter.getWorkspace()).isEqualTo(RefusedRecord.UNKNOWN_WORKSPACE);
        assertThat(letter.getReason()).contains("No Workspace!");
        assertThat(letter.getRecordKey()).isEqualTo(ByteBuffer.wrap(Bench.bytes("No Workspace!|dbt/t")));
    }

    @Test
    void a_key_and_a_value_of_different_workspaces_are_a_dead_letter() {
        bench.send(Topics.ALERTS, "t", bench.outcome("another", "t", OutcomeStatus.FAILED));

        assertThat(onlyLetter().getReason()).contains("another").contains(Bench.WORKSPACE);
    }

    @Test
    void an_outcome_without_a_check_is_a_dead_letter() {
        bench.send(Topics.ALERTS, "t", bench.outcome(Bench.WORKSPACE, "", OutcomeStatus.FAILED));

        assertThat(onlyLetter().getReason()).contains("empty id");
    }

    @Test
    void a_tombstone_ends_an_asset_and_is_unreadable_elsewhere() {
        bench.sendRaw(Topics.ASSETS, Bench.bytes(Bench.WORKSPACE + "|table:a"), null);
        assertThat(bench.values(Topics.DEAD_LETTER)).isEmpty();

        bench.sendRaw(Topics.ALERTS, Bench.bytes(Bench.WORKSPACE + "|dbt/t"), null);
        assertThat(onlyLetter().getReason()).contains("no value");
    }

    @Test
    void a_payload_too_large_for_a_dead_letter_keeps_its_beginning_and_says_so() throws IOException {
        byte[] noise = new byte[900_000];
        new Random(1).nextBytes(noise);
        bench.sendRaw(Topics.ALERTS, Bench.bytes(Bench.WORKSPACE + "|dbt/t"), noise);

        List<TestRecord<String, byte[]>> records = bench.records(Topics.DEAD_LETTER);
        assertThat(records).hasSize(1);
        assertThat(records.get(0).value().length).isLessThanOrEqualTo(Topic.MAX_RECORD_BYTES);
        DeadLetter letter = (DeadLetter) bench.format.decode("", records.get(0).value());
        assertThat(letter.getHeaders()).containsEntry(RefusedRecord.TRUNCATED, "900000");
        assertThat(unzipped(letter.getPayload())).startsWith(noise[0], noise[1], noise[2]);
    }

    @Test
    void an_outcome_on_another_partition_is_written_anew_on_its_workspaces_own() {
        CheckOutcome outcome = bench.outcome(ELSEWHERE, "t", OutcomeStatus.FAILED);
        byte[] value = bench.format.encode(Topics.ALERTS, outcome);
        bench.sendRaw(Topics.ALERTS, Bench.bytes(RecordKey.of(ELSEWHERE, "t")), value);

        List<TestRecord<String, byte[]>> moved = bench.records(Topics.ALERTS);
        assertThat(moved).hasSize(1);
        assertThat(moved.get(0).key()).isEqualTo(RecordKey.of(ELSEWHERE, "t"));
        assertThat(moved.get(0).value()).isEqualTo(value);
        assertThat(moved.get(0).timestamp()).isEqualTo(bench.now().toEpochMilli());
        assertThat(EventHeaders.get(moved.get(0).headers(), EventHeaders.MOVED_FROM))
                .contains("headwater.alerts.v1-0@0");
        assertThat(new ByWorkspace().partitions("t", moved.get(0).key(), value, 12))
                .hasValueSatisfying(partitions -> assertThat(partitions).containsExactly(5));
        assertThat(bench.values(Topics.DECISIONS)).singleElement().satisfies(decision -> assertThat(
                        ((Decision) decision).getKind())
                .isEqualTo(DecisionKind.MOVED));
        assertThat(bench.values(Topics.INCIDENT_EVENTS)).isEmpty();
    }

    @Test
    void what_was_moved_before_is_not_moved_again() {
        RecordHeaders headers = new RecordHeaders();
        EventHeaders.put(headers, EventHeaders.MOVED_FROM, "headwater.alerts.v1-3@7");
        byte[] value = bench.format.encode(Topics.ALERTS, bench.outcome(ELSEWHERE, "t", OutcomeStatus.FAILED));
        bench.sendRaw(
                Topics.ALERTS,
                new TestRecord<>(Bench.bytes(RecordKey.of(ELSEWHERE, "t")), value, headers, bench.now()));

        assertThat(bench.records(Topics.ALERTS)).isEmpty();
        assertThat(onlyLetter().getReason()).contains("moved before");
    }

    private DeadLetter onlyLetter() {
        List<?> letters = bench.values(Topics.DEAD_LETTER);
        assertThat(letters).hasSize(1);
        return (DeadLetter) letters.get(0);
    }

    private static byte[] unzipped(ByteBuffer payload) throws IOException {
        byte[] zipped = new byte[payload.remaining()];
        payload.duplicate().get(zipped);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readAllBytes();
        }
    }
}
