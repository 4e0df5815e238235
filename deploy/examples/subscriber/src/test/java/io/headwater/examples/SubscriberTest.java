package io.headwater.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.IncidentStatus;
import io.headwater.schema.Priority;
import io.headwater.schema.incident.Headline;
import io.headwater.schema.incident.ImpactSummary;
import io.headwater.schema.incident.IncidentSnapshot;
import io.headwater.topics.EventHeaders;
import io.headwater.topics.Topics;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SubscriberTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private final AtomicInteger decoded = new AtomicInteger();

    private final Subscriber subscriber = new Subscriber(Set.of("P0", "P1"), (topic, bytes) -> {
        decoded.incrementAndGet();
        Headline headline = Headline.newBuilder()
                .setTitle("raw.payments is late")
                .setStatus(IncidentStatus.TRIGGERED)
                .setPriority(Priority.P0)
                .setOpenedAt(NOON)
                .setImpact(ImpactSummary.newBuilder()
                        .setRevision(1)
                        .setAssetCount(1)
                        .setDashboardCount(0)
                        .setViewerCount(0)
                        .build())
                .build();
        return IncidentSnapshot.newBuilder()
                .setWorkspace("acme")
                .setIncident("inc-1")
                .setVersion(3)
                .setAt(NOON)
                .setHeadline(headline)
                .build();
    });

    private static ConsumerRecord<String, byte[]> record(String priority, byte[] value) {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(Topics.INCIDENTS.name(), 0, 0, "acme|inc-1", value);
        EventHeaders.put(record.headers(), EventHeaders.PRIORITY, priority);
        EventHeaders.put(record.headers(), EventHeaders.STATUS, "TRIGGERED");
        return record;
    }

    @Test
    void an_incident_that_matters_is_one_line() {
        assertThat(subscriber.line(record("P0", new byte[1])))
                .contains("P0 TRIGGERED acme|inc-1: raw.payments is late");
    }

    @Test
    void what_does_not_matter_is_not_even_decoded() {
        assertThat(subscriber.line(record("P3", new byte[1]))).isEmpty();
        assertThat(subscriber.line(record("P0", null))).isEmpty();
        assertThat(decoded).hasValue(0);
    }
}
