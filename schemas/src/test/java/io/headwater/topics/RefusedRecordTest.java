package io.headwater.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.DeadLetter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RefusedRecordTest {
    private static final String TOPIC = "headwater.incident-events.v1";

    @Test
    void a_letter_says_what_where_whose_and_why_and_keeps_the_bytes() throws IOException {
        var record = new ConsumerRecord<>(TOPIC, 3, 42L, "shop|inc-1", "junk".getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add("ce_id", "inc-1-2".getBytes(StandardCharsets.UTF_8))
                .add("empty", null);
        DeadLetter letter = RefusedRecord.of(record).letter("notifier", "decode", "not an Avro record");

        assertThat(letter.getWorkspace()).isEqualTo("shop");
        assertThat(letter.getSource()).isEqualTo("notifier");
        assertThat(letter.getStage()).isEqualTo("decode");
        assertThat(letter.getReason()).isEqualTo("not an Avro record");
        assertThat(letter.getTopic() + "-" + letter.getPartition() + "@" + letter.getOffset())
                .isEqualTo(TOPIC + "-3@42");
        assertThat(letter.getRedrive()).contains(TOPIC);
        assertThat(letter.getHeaders()).containsOnlyKeys("ce_id");
        assertThat(StandardCharsets.UTF_8.decode(letter.getRecordKey()).toString())
                .isEqualTo("shop|inc-1");
        assertThat(unzipped(letter.getPayload()))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("junk");
    }

    @Test
    void the_same_record_gives_the_same_id_again_and_another_reader_another() {
        RefusedRecord record = RefusedRecord.of(new ConsumerRecord<>(TOPIC, 3, 42L, "shop|inc-1", null));
        String id = record.letter("notifier", "decode", "a").getDeliveryId();
        assertThat(record.letter("notifier", "decode", "b").getDeliveryId()).isEqualTo(id);
        assertThat(record.letter("incident-core", "project", "a").getDeliveryId())
                .isNotEqualTo(id);
    }

    @Test
    void one_without_a_usable_key_is_of_no_workspace_unless_its_header_says() {
        for (String key : new String[] {null, "no bar", "|inc-1", "Not A Workspace|inc-1"}) {
            var record = new ConsumerRecord<>(TOPIC, 0, 0L, key, new byte[0]);
            assertThat(RefusedRecord.of(record).workspace()).as(key).isEqualTo(RefusedRecord.UNKNOWN_WORKSPACE);
            EventHeaders.put(record.headers(), EventHeaders.WORKSPACE, "shop");
            assertThat(RefusedRecord.of(record).workspace()).as(key).isEqualTo("shop");
        }
    }

    @Test
    void the_letter_of_any_record_the_broker_takes_fits_a_record() throws IOException {
        byte[] noise = new byte[1024 * 1024];
        new Random(1).nextBytes(noise);
        String key = "shop|" + "語".repeat(100_000);
        var record = new ConsumerRecord<>(TOPIC, 0, 0L, key, noise);
        for (int i = 0; i < 1_000; i++) {
            record.headers().add(i + "名".repeat(2_000), "値".repeat(2_000).getBytes(StandardCharsets.UTF_8));
        }
        DeadLetter letter = RefusedRecord.of(record).letter("notifier", "decode", "訳".repeat(100_000));

        assertThat(DeadLetter.getEncoder().encode(letter).remaining()).isLessThanOrEqualTo(Topic.MAX_RECORD_BYTES);
        assertThat(letter.getHeaders()).containsEntry(RefusedRecord.TRUNCATED, String.valueOf(noise.length));
        byte[] kept = unzipped(letter.getPayload());
        assertThat(kept).hasSizeGreaterThan(300_000).isEqualTo(Arrays.copyOf(noise, kept.length));
    }

    private static byte[] unzipped(ByteBuffer payload) throws IOException {
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }
}
