package io.headwater.notifier.wire;

import io.headwater.topics.Outbound;
import io.headwater.topics.Topic;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Writes records to Headwater's topics. */
@ApplicationScoped
public class Log {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Outbound outbound;
    private final MutinyEmitter<ProducerRecord<String, byte[]>> emitter;

    @Inject
    public Log(Outbound outbound, @Channel("outbound") MutinyEmitter<ProducerRecord<String, byte[]>> emitter) {
        this.outbound = outbound;
        this.emitter = emitter;
    }

    /**
     * Returns once the broker has it.
     *
     * @param eventId CloudEvents id; a repeat bears the same
     */
    public void write(Topic topic, String workspace, String id, String eventId, Instant at, SpecificRecord value) {
        emitter.send(outbound.record(topic, workspace, id, eventId, at, value))
                .await()
                .atMost(PATIENCE);
    }
}
