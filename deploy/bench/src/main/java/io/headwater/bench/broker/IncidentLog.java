package io.headwater.bench.broker;

import io.headwater.bench.Progress;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the projection of the load is made of: what the incident topology wrote of it, and its lineage. */
final class IncidentLog {
    private static final List<Topic> TOPICS =
            List.of(Topics.INCIDENT_EVENTS, Topics.ASSET_STATUS, Topics.DECISIONS, Topics.ASSETS);

    private IncidentLog() {}

    /** Lets the topology work off so many rounds of the load and reads what came of it, as rows to insert. */
    static List<PlainInserts.Row> written(Rig rig, int rounds, Progress progress)
            throws IOException, InterruptedException {
        Throughput throughput = new Throughput(rig, new Load(rig.outbound()), progress);
        throughput.prepare();
        throughput.backlog(rounds);
        try (RunningTopology running = RunningTopology.start(Kind.INCIDENT, rig)) {
            throughput.workOff(running, Kind.INCIDENT);
        }
        return rows(rig);
    }

    private static List<PlainInserts.Row> rows(Rig rig) {
        List<PlainInserts.Row> rows = new ArrayList<>();
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> IntStream.range(0, Topics.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", rig.bootstrap(), "isolation.level", "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end.get(partition))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    SpecificRecord said = rig.codec().decode(record.topic(), record.value());
                    rows.add(new PlainInserts.Row(
                            record.key(), record.offset(), said.getSchema().getName(), said.toString()));
                }
            }
        }
        return rows;
    }
}
