package io.headwater.incident.topology;

import io.headwater.incident.topology.store.StoredRow;
import io.headwater.schema.CheckpointPart;
import io.headwater.schema.CheckpointTaken;
import io.headwater.schema.OrderEntry;
import io.headwater.topics.EventHeaders;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The checkpoints of one task, and which of them a replay can begin from. */
final class Checkpoints {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = Topics.CHECKPOINTS.name();

    private final String bootstrap;
    private final RecordFormat format;
    private final int partition;

    Checkpoints(String bootstrap, RecordFormat format, int partition) {
        this.bootstrap = bootstrap;
        this.format = format;
        this.partition = partition;
    }

    /**
     * Where a replay begins: with the last checkpoint that is not after {@code since}; without one, or where there is none,
     * at the very beginning of the order, and where the log no longer holds that with the first checkpoint it can go on from.
     *
     * @return empty: at the beginning of what the log holds, with nothing kept
     */
    Optional<CheckpointTaken> start(Optional<Instant> since) {
        OptionalLong first = firstOnRecord();
        List<CheckpointTaken> usable = whole().stream()
                .filter(taken -> first.isPresent() && taken.getSequence() >= first.getAsLong())
                .toList();
        Optional<CheckpointTaken> asked = since.flatMap(time -> usable.stream()
                .filter(taken -> !taken.getTakenAt().isAfter(time))
                .reduce((earlier, later) -> later));
        boolean begins = first.isPresent() && first.getAsLong() == 0;
        return asked.isPresent() || begins ? asked : first(usable);
    }

    /** Of several within the first one's entry the last: it needs the least of what the log may have lost. */
    private static Optional<CheckpointTaken> first(List<CheckpointTaken> usable) {
        return usable.stream()
                .filter(taken -> taken.getSequence() == usable.get(0).getSequence())
                .reduce((earlier, later) -> later);
    }

    /** The sequence of the first entry that the order still has. */
    private OptionalLong firstOnRecord() {
        try (PartitionTail order = new PartitionTail(bootstrap, Topics.ORDER.name(), partition)) {
            return order.peek(0, order.end() - 1, PATIENCE)
                    .map(entry -> ((OrderEntry) format.decode(Topics.ORDER.name(), entry.value())).getSequence())
                    .map(OptionalLong::of)
                    .orElse(OptionalLong.empty());
        }
    }

    /** All that are whole, in the order they were taken in. */
    private List<CheckpointTaken> whole() {
        List<CheckpointTaken> whole = new ArrayList<>();
        try (PartitionTail tail = new PartitionTail(bootstrap, TOPIC, partition)) {
            tail.toEnd(PATIENCE, record -> {
                if (is(record, CheckpointTaken.SCHEMA$)) {
                    whole.add((CheckpointTaken) format.decode(TOPIC, record.value()));
                }
            });
        }
        return whole;
    }

    /**
     * Hands over the workspace's rows.
     *
     * @throws IllegalStateException where parts of the checkpoint are gone
     */
    void load(CheckpointTaken taken, String workspace, Consumer<StoredRow> rows) {
        CheckpointParts.Reader reader = new CheckpointParts.Reader(rows);
        AtomicLong parts = new AtomicLong();
        try (PartitionTail tail = new PartitionTail(bootstrap, TOPIC, partition)) {
            tail.take(tail.at(taken.getTakenAt()), tail.end() - 1, PATIENCE, record -> {
                if (is(record, CheckpointPart.SCHEMA$)) {
                    CheckpointPart part = (CheckpointPart) format.decode(TOPIC, record.value());
                    if (part.getCheckpoint().equals(taken.getCheckpoint())) {
                        parts.incrementAndGet();
                        if (part.getWorkspace().equals(workspace)) {
                            reader.take(part);
                        }
                    }
                }
            });
        }
        reader.end();
        if (parts.get() != taken.getParts()) {
            throw new IllegalStateException("of the checkpoint %s %d parts were written, %d are left on %s"
                    .formatted(taken.getCheckpoint(), taken.getParts(), parts.get(), TOPIC));
        }
    }

    private static boolean is(ConsumerRecord<byte[], byte[]> record, Schema schema) {
        return EventHeaders.get(record.headers(), "ce_type")
                .filter(EventHeaders.typeOf(schema)::equals)
                .isPresent();
    }
}
