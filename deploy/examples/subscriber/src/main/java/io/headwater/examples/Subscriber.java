package io.headwater.examples;

import io.headwater.schema.incident.IncidentSnapshot;
import io.headwater.topics.EventHeaders;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows incidents as a downstream team would: the current snapshot of each, filtered by headers before anything is
 * decoded, one line each.
 */
public final class Subscriber {
    private final Set<String> priorities;
    private final BiFunction<String, byte[], SpecificRecord> decode;

    /**
     * @param priorities those that matter, such as P0
     * @param decode topic and bytes to record
     */
    Subscriber(Set<String> priorities, BiFunction<String, byte[], SpecificRecord> decode) {
        this.priorities = Set.copyOf(priorities);
        this.decode = decode;
    }

    /** @param arguments Kafka's bootstrap servers, the registry's URL, and the priorities that matter */
    public static void main(String[] arguments) {
        Set<String> priorities =
                new TreeSet<>(List.of(arguments).subList(Math.min(2, arguments.length), arguments.length));
        if (priorities.isEmpty() || !priorities.stream().allMatch(priority -> priority.matches("P[0-4]"))) {
            System.err.println("usage: Subscriber BOOTSTRAP REGISTRY_URL PRIORITY...; priorities are P0 to P4");
            System.exit(2);
        }
        // What a transaction that failed wrote is never read.
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", arguments[0],
                "group.id", "example-subscriber",
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        try (RecordCodec codec = RecordCodec.connect(arguments[1]);
                KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            Subscriber subscriber = new Subscriber(priorities, codec::decode);
            consumer.subscribe(List.of(Topics.INCIDENTS.name()));
            while (!Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    subscriber.line(record).ifPresent(System.out::println);
                }
            }
        }
    }

    /** What there is to say of a record; empty where it does not matter. */
    Optional<String> line(ConsumerRecord<String, byte[]> record) {
        boolean matters = EventHeaders.get(record.headers(), EventHeaders.PRIORITY)
                .filter(priorities::contains)
                .isPresent();
        if (!matters || record.value() == null) {
            return Optional.empty();
        }
        IncidentSnapshot snapshot = (IncidentSnapshot) decode.apply(record.topic(), record.value());
        return Optional.of("%s %s %s: %s"
                .formatted(
                        EventHeaders.get(record.headers(), EventHeaders.PRIORITY)
                                .orElseThrow(),
                        EventHeaders.get(record.headers(), EventHeaders.STATUS).orElse(""),
                        record.key(),
                        snapshot.getHeadline().getTitle()));
    }
}
