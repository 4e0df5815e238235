package io.headwater.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.CheckOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void the_truth_is_never_deleted() {
        assertThat(Topics.INCIDENT_EVENTS.configuration())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "-1");
    }

    @Test
    void assets_are_compacted_but_nothing_younger_than_400_days() {
        assertThat(Topics.ASSETS.configuration())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("min.compaction.lag.ms", String.valueOf(400L * 24 * 3600 * 1000));
    }

    @Test
    void a_name_that_was_erased_leaves_the_files_within_a_day_and_who_was_away_hears_of_it() {
        assertThat(Topics.PEOPLE.configuration())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("max.compaction.lag.ms", String.valueOf(24L * 3600 * 1000))
                .containsEntry("delete.retention.ms", String.valueOf(400L * 24 * 3600 * 1000));
    }

    @Test
    void no_two_topics_share_a_name_and_all_are_versioned() {
        assertThat(Topics.all())
                .extracting(Topic::name)
                .doesNotHaveDuplicates()
                .allMatch(n -> n.matches("headwater\\.[a-z-]+\\.v1"));
        assertThat(Topics.all()).hasSize(16);
    }

    @Test
    void every_enum_declares_a_default_symbol() {
        Set<String> seen = new HashSet<>();
        Topics.all().forEach(t -> t.records().forEach(s -> eachEnum(s, seen)));
        assertThat(seen).isNotEmpty();
    }

    @Test
    void every_record_type_has_a_blank_that_can_be_written() throws IOException {
        for (Topic topic : Topics.all()) {
            for (Schema schema : topic.records()) {
                SpecificRecord blank = (SpecificRecord) BlankRecord.of(schema);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                new SpecificDatumWriter<SpecificRecord>(schema)
                        .write(blank, EncoderFactory.get().directBinaryEncoder(bytes, null));
                assertThat(bytes.size()).as(schema.getFullName()).isPositive();
            }
        }
    }

    @Test
    void a_record_is_an_artifact_of_its_own_per_topic() {
        assertThat(Topics.artifactId(Topics.ALERTS, CheckOutcome.SCHEMA$))
                .isEqualTo("headwater.alerts.v1-CheckOutcome");
    }

    private static void eachEnum(Schema schema, Set<String> seen) {
        switch (schema.getType()) {
            case ENUM -> {
                assertThat(schema.getEnumDefault()).as(schema.getFullName()).isNotNull();
                seen.add(schema.getFullName());
            }
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    schema.getFields().forEach(f -> eachEnum(f.schema(), seen));
                }
            }
            case ARRAY -> eachEnum(schema.getElementType(), seen);
            case MAP -> eachEnum(schema.getValueType(), seen);
            case UNION -> schema.getTypes().forEach(t -> eachEnum(t, seen));
            default -> assertThat(schema.getType()).isNotEqualTo(Schema.Type.FIXED);
        }
    }
}
