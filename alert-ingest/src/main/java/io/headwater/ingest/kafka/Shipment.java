package io.headwater.ingest.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** The records of one request, and the word that Kafka has them all. Sent by one thread. */
final class Shipment {
    private final Producer<String, byte[]> producer;
    private final Duration patience;
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    // One more than is under way, until the last record is handed over.
    private final AtomicLong underWay = new AtomicLong(1);

    Shipment(Producer<String, byte[]> producer, Duration patience) {
        this.producer = producer;
        this.patience = patience;
    }

    /**
     * Hands a record to the producer; waits only while its buffer is full.
     *
     * @throws KafkaException when this or an earlier record of the shipment failed
     */
    void send(ProducerRecord<String, byte[]> sent) {
        if (acknowledged.isCompletedExceptionally()) {
            throw new KafkaException("an earlier record of the request was not accepted");
        }
        underWay.incrementAndGet();
        producer.send(sent, (metadata, failure) -> {
            if (failure != null) {
                acknowledged.completeExceptionally(failure);
            }
            arrived();
        });
    }

    /** Completes when Kafka has acknowledged every record; exceptionally when one failed or the patience ran out. */
    CompletionStage<Void> acknowledged() {
        arrived();
        return acknowledged.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void arrived() {
        if (underWay.decrementAndGet() == 0) {
            acknowledged.complete(null);
        }
    }
}
