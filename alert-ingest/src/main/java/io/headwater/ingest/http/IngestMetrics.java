package io.headwater.ingest.http;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Counts what was acknowledged, what was rejected inside good payloads, and the requests that failed for want of Kafka. */
@ApplicationScoped
public class IngestMetrics {
    @Inject
    MeterRegistry meters;

    void acknowledged(String source, Receipt receipt) {
        meters.counter("headwater.ingest.deliveries", "source", source).increment();
        receipt.outcomes().forEach((status, n) -> meters.counter(
                        "headwater.ingest.outcomes.accepted", "source", source, "status", status)
                .increment(n));
        meters.counter("headwater.ingest.outcomes.rejected", "source", source).increment(receipt.rejectedCount());
    }

    void unavailable(String source) {
        meters.counter("headwater.ingest.unavailable", "source", source).increment();
    }
}
