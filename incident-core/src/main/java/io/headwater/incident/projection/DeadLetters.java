package io.headwater.incident.projection;

import io.headwater.schema.DeadLetter;
import io.headwater.topics.Outbound;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.RefusedRecord;
import io.headwater.topics.Topics;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Keeps what could not be read, with the reason and the bytes, before the partition moves on. */
@ApplicationScoped
class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final Outbound outbound;
    private final MutinyEmitter<ProducerRecord<String, byte[]>> emitter;

    @Inject
    DeadLetters(RecordCodec codec, @Channel("outbound") MutinyEmitter<ProducerRecord<String, byte[]>> emitter) {
        this.outbound = new Outbound(codec, "incident-core");
        this.emitter = emitter;
    }

    /** Returns once the broker has it; waits for the broker as long as it takes. */
    void keep(ConsumerRecord<String, byte[]> record, String reason) {
        DeadLetter letter = RefusedRecord.of(record).letter("incident-core", "project", reason);
        LOG.warnf("unreadable record, kept as dead letter %s: %s", letter.getDeliveryId(), reason);
        emitter.send(outbound.record(
                        Topics.DEAD_LETTER,
                        letter.getWorkspace(),
                        letter.getDeliveryId(),
                        letter.getDeliveryId(),
                        letter.getAt(),
                        letter))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                .indefinitely()
                .await()
                .indefinitely();
    }
}
