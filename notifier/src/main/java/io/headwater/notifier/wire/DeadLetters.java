package io.headwater.notifier.wire;

import io.headwater.schema.DeadLetter;
import io.headwater.topics.RefusedRecord;
import io.headwater.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Keeps what could not be read, with the reason and the bytes, before the partition moves on. */
@ApplicationScoped
public class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final Log log;
    private final MeterRegistry metrics;

    @Inject
    public DeadLetters(Log log, MeterRegistry metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    /** Returns once the broker has it. */
    public void keep(ConsumerRecord<String, byte[]> record, String reason) {
        DeadLetter letter = RefusedRecord.of(record).letter("notifier", "decode", reason);
        LOG.warnf("unreadable record, kept as dead letter %s: %s", letter.getDeliveryId(), reason);
        log.write(
                Topics.DEAD_LETTER,
                letter.getWorkspace(),
                letter.getDeliveryId(),
                letter.getDeliveryId(),
                letter.getAt(),
                letter);
        metrics.counter("headwater.dead.letters", "stage", "decode").increment();
    }
}
