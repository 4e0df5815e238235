package io.headwater.ticketing.intake;

import io.headwater.ticketing.ledger.Ledger;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads on where the ledger says, never where the broker does. A new installation starts at the end, since what happened
 * before it is not its business, and records that start at once, so that what happens next is told even if the service
 * is away then.
 */
@ApplicationScoped
@Identifier("watermark")
class WatermarkListener implements KafkaConsumerRebalanceListener {
    private final Ledger ledger;

    @Inject
    WatermarkListener(Ledger ledger) {
        this.ledger = ledger;
    }

    static String place(String topic, int partition) {
        return topic + "-" + partition;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<String, Long> ends = new HashMap<>();
        consumer.endOffsets(partitions)
                .forEach((partition, end) -> ends.put(place(partition.topic(), partition.partition()), end));
        Map<String, Long> marks = ledger.watermarks(ends);
        for (TopicPartition partition : partitions) {
            consumer.seek(partition, marks.get(place(partition.topic(), partition.partition())));
        }
    }
}
