package io.headwater.incident.topology;

import io.headwater.incident.topology.store.LastCheckpoint;
import io.headwater.incident.topology.store.OrderLog;
import io.headwater.incident.topology.store.StandingRows;
import io.headwater.incident.topology.store.StoredRow;
import io.headwater.incident.topology.store.Stores;
import io.headwater.schema.CheckpointTaken;
import io.headwater.topics.RegistryUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down, every so often, all that the task's engines keep and up to where its order had got, so that a replay can begin
 * there when the log no longer holds what came before. The cut is made within a commit: what is written is what was
 * committed together, and nothing the engines do waits for it. The rows follow a few at a time, from iterators that see the
 * stores as they stood. A task that changes hands in between begins anew.
 */
final class Checkpointer implements Processor<Object, Object, Object, Object> {
    static final Duration TICK = Duration.ofMillis(250);
    /** Bytes for each tick: 2 MB/s, so that a task keeps nearly all of its time. */
    static final int PACE = 512 * 1024;
    /** Where the registry does not answer; nothing else of the task asks it for these schemas. */
    static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

    private final RecordFormat format;
    private final Duration every;
    private ProcessorContext<Object, Object> context;
    private Outlet outlet;
    private LastCheckpoint last;
    private Supplier<StandingRows> rows;
    private Supplier<OrderLog.Position> positions;
    private boolean due;
    private Instant notBefore;
    private Optional<UnderWay> underWay = Optional.empty();

    /** A checkpoint that is being written. */
    private record UnderWay(CheckpointTaken.Builder taken, Instant takenAt, StandingRows rows, CheckpointParts parts) {}

    /** @param every how long after a checkpoint the next one is due */
    Checkpointer(RecordFormat format, Duration every) {
        this.format = format;
        this.every = every;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        outlet = new Outlet(context, format);
        last = new LastCheckpoint(context);
        rows = StandingRows.of(context);
        positions = OrderLog.positions(context);
        due = false;
        notBefore = Instant.EPOCH;
        underWay = Optional.empty();
        Stores.beforeCommit(context, this::cut);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<Object, Object> input) {
        throw new IllegalStateException("nothing is sent to " + Nodes.CHECKPOINT + "; it reads the stores");
    }

    private void tick(long wallClock) {
        Instant now = Instant.ofEpochMilli(wallClock);
        if (underWay.isPresent()) {
            try {
                write(underWay.get());
            } catch (RegistryUnavailable later) {
                LOG.warn(
                        "no checkpoint of task {} until the registry answers: {}",
                        context.taskId(),
                        later.getMessage());
                notBefore = now.plus(AGAIN_AFTER);
                close();
            }
        } else if (last.takenAt().isEmpty()) {
            // What a new task keeps is what its log says: the first is due when there is something to be spared.
            last.taken(now);
        } else {
            due = !now.isBefore(last.takenAt().get().plus(every)) && !now.isBefore(notBefore);
        }
    }

    private void cut() {
        if (!due || underWay.isPresent()) {
            return;
        }
        due = false;
        String task = context.taskId().toString();
        Instant takenAt = Instant.ofEpochMilli(context.currentSystemTimeMs());
        OrderLog.Position position = positions.get();
        String checkpoint = task + "-" + position.sequence() + "-" + takenAt.toEpochMilli();
        CheckpointTaken.Builder taken = CheckpointTaken.newBuilder()
                .setTask(task)
                .setCheckpoint(checkpoint)
                .setSequence(position.sequence())
                .setUpTo(position.upTo().orElse(null))
                .setTakenAt(takenAt);
        CheckpointParts parts = new CheckpointParts(task, checkpoint, part -> outlet.checkpoint(part, takenAt));
        underWay = Optional.of(new UnderWay(taken, takenAt, rows.get(), parts));
    }

    private void write(UnderWay current) {
        long enough = current.parts().bytes() + PACE;
        Optional<StoredRow> next = Optional.empty();
        while (current.parts().bytes() < enough && (next = current.rows().next()).isPresent()) {
            current.parts().add(next.get());
        }
        if (next.isEmpty()) {
            current.parts().end();
            CheckpointTaken taken = current.taken()
                    .setParts(current.parts().parts())
                    .setRows(current.parts().rows())
                    .build();
            outlet.checkpoint(taken, current.takenAt());
            last.taken(current.takenAt());
            underWay = Optional.empty();
        }
    }

    @Override
    public void close() {
        underWay.ifPresent(current -> current.rows().close());
        underWay = Optional.empty();
    }
}
