package io.headwater.notifier.intake;

import io.headwater.notifier.ledger.Database;
import io.headwater.notifier.ledger.Watermarks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Sets a consumer where the ledger says it stands; the broker's own offsets are not asked. */
@ApplicationScoped
class Offsets {
    private final Database database;
    private final Patience patience;

    @Inject
    Offsets(Database database, Patience patience) {
        this.database = database;
        this.patience = patience;
    }

    /** Reading begins with the first record. */
    void seekFromTheStart(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<String, Long> stored = stored(partitions);
        for (TopicPartition partition : partitions) {
            Long next = stored.get(place(partition));
            if (next == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, next);
            }
        }
    }

    /** A new installation begins at the end; where that was is kept at once, so that it begins only once. */
    void seekFromTheEnd(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<String, Long> stored = stored(partitions);
        List<TopicPartition> fresh =
                partitions.stream().filter(p -> !stored.containsKey(place(p))).toList();
        if (!fresh.isEmpty()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(fresh);
            patience.until(
                    "keep where reading begins",
                    () -> database.inTransaction(session -> {
                        Uni<Void> done = Uni.createFrom().voidItem();
                        for (TopicPartition partition : fresh) {
                            done = done.chain(() -> Watermarks.begin(session, place(partition), ends.get(partition)));
                        }
                        return done;
                    }));
        }
        Map<String, Long> begun = fresh.isEmpty() ? stored : stored(partitions);
        partitions.forEach(partition -> consumer.seek(partition, begun.get(place(partition))));
    }

    private Map<String, Long> stored(Collection<TopicPartition> partitions) {
        List<String> places = partitions.stream().map(Offsets::place).toList();
        return patience.until(
                "read the watermark", () -> database.inTransaction(session -> Watermarks.read(session, places)));
    }

    private static String place(TopicPartition partition) {
        return Watermarks.place(partition.topic(), partition.partition());
    }
}
