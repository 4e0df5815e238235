package io.headwater.notifier.intake;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** For what is known: policies and people from the first record on. */
@ApplicationScoped
@Identifier("from-the-start")
class FromTheStart implements KafkaConsumerRebalanceListener {
    private final Offsets offsets;
    private final Knowledge knowledge;

    @Inject
    FromTheStart(Offsets offsets, Knowledge knowledge) {
        this.offsets = offsets;
        this.knowledge = knowledge;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        offsets.seekFromTheStart(consumer, partitions);
        knowledge.mustReach(consumer, partitions);
    }
}
