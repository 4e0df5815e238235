package io.headwater.incident.projection;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Where to read on is what the database says, not the broker: it was written with the rows. */
@ApplicationScoped
@Identifier("projection")
class StoredOffsets implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(StoredOffsets.class);

    private final Mutiny.SessionFactory database;

    @Inject
    StoredOffsets(Mutiny.SessionFactory database) {
        this.database = database;
    }

    static String place(String topic, int partition) {
        return topic + "-" + partition;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<String, Long> stored = read(partitions);
        for (TopicPartition partition : partitions) {
            Long next = stored.get(place(partition.topic(), partition.partition()));
            if (next == null) {
                consumer.seekToBeginning(java.util.List.of(partition));
            } else {
                consumer.seek(partition, next);
            }
        }
    }

    /** Waits for the database as long as it takes: without it there is nothing to read for. */
    private Map<String, Long> read(Collection<TopicPartition> partitions) {
        var places =
                partitions.stream().map(p -> place(p.topic(), p.partition())).toList();
        try {
            return VertxContextSupport.subscribeAndAwait(() -> database.withSession(session ->
                            session.createSelectionQuery("from OffsetRow o where o.key in :places", OffsetRow.class)
                                    .setParameter("places", places)
                                    .getResultList())
                    .onFailure()
                    .invoke(away -> LOG.warnf("cannot read the projection's offsets: %s", away.getMessage()))
                    .onFailure()
                    .retry()
                    .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                    .indefinitely()
                    .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.key, row -> row.nextOffset))));
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("cannot read where the projection stands", failure);
        }
    }
}
