package io.headwater.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headwater.ingest.outcome.Outcome;
import io.headwater.ingest.outcome.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was accepted: the answer 202, given once Kafka has acknowledged all of it.
 *
 * @param deliveryId of the payload that brought the outcomes; the same for every delivery of the same bytes
 * @param deliveries all of the request's payloads, by kind
 * @param run dbt invocation_id, Monte Carlo incident_id
 * @param accepted how many outcomes were published
 * @param rejectedCount how many bad records went to the dead letters
 * @param rejected the first of them, at most 1,000
 * @param outcomes how many of each status
 * @param manifest `accepted` or `absent`; null where the source has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        String deliveryId,
        Map<String, String> deliveries,
        String run,
        int accepted,
        int rejectedCount,
        List<Line> rejected,
        Map<String, Integer> outcomes,
        String manifest) {
    private static final int MOST_LINES = 1_000;

    /** A bad record and the rule it broke. */
    public record Line(String path, String reason) {}

    /** Counts while a delivery is written. */
    static final class Tally {
        private final Map<String, Integer> outcomes = new TreeMap<>();
        private final List<Line> rejected = new ArrayList<>();
        private int accepted;
        private int rejectedCount;

        void accepted(Outcome outcome) {
            accepted++;
            outcomes.merge(outcome.name(), 1, Integer::sum);
        }

        void rejected(Rejected record) {
            rejectedCount++;
            if (rejected.size() < MOST_LINES) {
                rejected.add(new Line(record.path(), record.reason()));
            }
        }

        Receipt receipt(String deliveryId, Map<String, String> deliveries, String run, String manifest) {
            return new Receipt(deliveryId, deliveries, run, accepted, rejectedCount, rejected, outcomes, manifest);
        }
    }
}
