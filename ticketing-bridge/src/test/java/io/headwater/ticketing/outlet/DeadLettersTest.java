package io.headwater.ticketing.outlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.DeadLetter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private static final String TOPIC = "headwater.incident-events.v1";

    @Test
    void a_letter_holds_the_bytes_the_reason_the_place_and_how_to_re_drive() throws IOException {
        var record = new ConsumerRecord<>(TOPIC, 3, 42L, "shop|inc-1", "junk".getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add("ce_id", "inc-1-2".getBytes(StandardCharsets.UTF_8))
                .add("empty", null);
        DeadLetter letter = DeadLetters.letter(record, "not an Avro record");
        assertThat(letter.getWorkspace()).isEqualTo("shop");
        assertThat(letter.getReason()).isEqualTo("not an Avro record");
        assertThat(letter.getTopic() + "-" + letter.getPartition() + "@" + letter.getOffset())
                .isEqualTo(TOPIC + "-3@42");
        assertThat(letter.getRedrive()).contains(TOPIC);
        assertThat(letter.getHeaders()).containsOnlyKeys("ce_id");
        assertThat(StandardCharsets.UTF_8.decode(letter.getRecordKey()).toString())
                .isEqualTo("shop|inc-1");
        byte[] payload = new byte[letter.getPayload().remaining()];
        letter.getPayload().get(payload);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(payload)).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("junk");
    }

    @Test
    void the_same_record_gives_the_same_letter_again() {
        var record = new ConsumerRecord<String, byte[]>(TOPIC, 3, 42L, "shop|inc-1", null);
        assertThat(DeadLetters.letter(record, "a").getDeliveryId())
                .isEqualTo(DeadLetters.letter(record, "b").getDeliveryId());
    }

    @Test
    void one_without_a_usable_key_is_of_no_workspace() {
        for (String key : new String[] {null, "no bar", "|inc-1", "Not A Workspace|inc-1"}) {
            var record = new ConsumerRecord<>(TOPIC, 0, 0L, key, new byte[0]);
            assertThat(DeadLetters.letter(record, null).getWorkspace()).as(key).isEqualTo("unknown");
        }
    }
}
