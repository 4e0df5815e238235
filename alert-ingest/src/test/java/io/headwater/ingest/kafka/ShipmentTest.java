package io.headwater.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ShipmentTest {
    private final MockProducer<String, byte[]> kafka =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());

    private final Shipment shipment = new Shipment(kafka, Duration.ofMinutes(1));

    @Test
    void it_is_acknowledged_once_kafka_has_the_last_record() {
        shipment.send(record());
        shipment.send(record());
        CompletableFuture<Void> acknowledged = shipment.acknowledged().toCompletableFuture();
        kafka.completeNext();
        assertThat(acknowledged).isNotDone();
        kafka.completeNext();
        assertThat(acknowledged).isCompleted();
    }

    @Test
    void what_kafka_acknowledged_before_the_last_was_handed_over_does_not_end_it() {
        shipment.send(record());
        kafka.completeNext();
        shipment.send(record());
        CompletableFuture<Void> acknowledged = shipment.acknowledged().toCompletableFuture();
        assertThat(acknowledged).isNotDone();
        kafka.completeNext();
        assertThat(acknowledged).isCompleted();
    }

    @Test
    void nothing_to_send_is_acknowledged_at_once() {
        assertThat(shipment.acknowledged().toCompletableFuture()).isCompleted();
    }

    @Test
    void one_record_that_is_refused_fails_it_whatever_becomes_of_the_others() {
        shipment.send(record());
        shipment.send(record());
        kafka.errorNext(new NotEnoughReplicasException("one replica of two"));
        kafka.completeNext();
        assertThat(shipment.acknowledged().toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(NotEnoughReplicasException.class);
    }

    @Test
    void after_a_refusal_nothing_more_is_handed_over() {
        shipment.send(record());
        kafka.errorNext(new NotEnoughReplicasException("one replica of two"));
        assertThatThrownBy(() -> shipment.send(record())).isInstanceOf(KafkaException.class);
        assertThat(kafka.history()).hasSize(1);
    }

    @Test
    void silence_is_a_failure_when_the_patience_ends() {
        Shipment impatient = new Shipment(kafka, Duration.ofMillis(20));
        impatient.send(record());
        assertThatThrownBy(() -> impatient.acknowledged().toCompletableFuture().get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(TimeoutException.class);
    }

    private static ProducerRecord<String, byte[]> record() {
        return new ProducerRecord<>("t", "acme|x", new byte[] {1});
    }
}
