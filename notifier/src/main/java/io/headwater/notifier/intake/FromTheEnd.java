package io.headwater.notifier.intake;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** For what drives the outside world: a new installation tells nobody of the past. */
@ApplicationScoped
@Identifier("from-the-end")
class FromTheEnd implements KafkaConsumerRebalanceListener {
    private final Offsets offsets;

    @Inject
    FromTheEnd(Offsets offsets) {
        this.offsets = offsets;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        offsets.seekFromTheEnd(consumer, partitions);
    }
}
