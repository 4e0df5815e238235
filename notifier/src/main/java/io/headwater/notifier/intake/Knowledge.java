package io.headwater.notifier.intake;

import io.headwater.notifier.ledger.Watermarks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Whether the policies and people that were on the log when this instance started are in the tables. Events wait for it
 * at start, so that the first incident does not go to the wrong channel; not for ever, since it is better told there than
 * nowhere.
 */
@ApplicationScoped
class Knowledge {
    private static final Logger LOG = Logger.getLogger(Knowledge.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What is still to be read, by place: the offset that must be passed. Guarded by this. */
    private final Map<String, Long> missing = new HashMap<>();

    private boolean begun;
    private boolean settled;

    /** Begins waiting for all that these partitions hold now. */
    synchronized void mustReach(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        consumer.endOffsets(partitions).forEach((partition, end) -> {
            if (consumer.position(partition) < end) {
                missing.put(Watermarks.place(partition.topic(), partition.partition()), end);
            }
        });
        begun = true;
        notifyAll();
    }

    synchronized void reached(Map<String, Long> next) {
        next.forEach((place, offset) -> missing.computeIfPresent(place, (p, end) -> offset >= end ? null : end));
        notifyAll();
    }

    /** Returns when all is read, or patience ends. */
    synchronized void await() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!settled && !(begun && missing.isEmpty())) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                LOG.warnf("policies and people are not read to the end of %s; going on without", missing.keySet());
                break;
            }
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        settled = true;
    }
}
