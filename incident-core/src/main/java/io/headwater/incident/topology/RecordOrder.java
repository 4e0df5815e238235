package io.headwater.incident.topology;

import io.headwater.incident.topology.store.OrderLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The first processor of all inputs: puts on record in which order the task takes them up, and says how late it is.
 *
 * <p>Before each input the timers due by its arrival fire, so that what was to happen before it does, however far behind
 * the task is. The wall clock fires what is due only while no input comes; under a steady backlog, which carries time
 * itself, it waits, but no longer than {@link #PATIENCE}.
 */
final class RecordOrder implements Processor<byte[], byte[], Object, Object> {
    static final Duration TICK = Duration.ofMillis(100);
    static final Duration CLOSE_AFTER = Duration.ofSeconds(1);
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RecordFormat format;
    private final Map<String, String> readers;
    private ProcessorContext<Object, Object> context;
    private OrderLog order;
    private CommitPace commits;
    private boolean quiet;
    private long lastTick;

    /** @param readers by topic, the processor that reads its records */
    RecordOrder(RecordFormat format, Map<String, String> readers) {
        this.format = format;
        this.readers = readers;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        order = log(context, format);
        quiet = false;
        lastTick = context.currentSystemTimeMs();
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
        commits = CommitPace.of(context);
        context.schedule(CLOSE_AFTER, PunctuationType.WALL_CLOCK_TIME, time -> order.close());
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
        RecordMetadata place = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("an input of the topology has no topic and offset"));
        commits.took(input.timestamp());
        // A record that claims to come from the future brings nobody's timer forward.
        passTime(Math.min(input.timestamp(), context.currentSystemTimeMs()));
        order.consumed(place.topic(), place.partition(), place.offset());
        quiet = false;
        Consumed consumed = new Consumed(place.topic(), place.partition(), place.offset(), input);
        context.forward(new Record<>(null, consumed, input.timestamp()), readers.get(place.topic()));
    }

    private void tick(long wallClock) {
        if (quiet || wallClock - lastTick >= PATIENCE.toMillis()) {
            long before = order.next();
            passTime(wallClock);
            lastTick = wallClock;
            if (order.next() > before) {
                commits.took(wallClock);
            }
        }
        quiet = true;
    }

    private void passTime(long upTo) {
        Step step = new Step.TimePassed(Instant.ofEpochMilli(upTo), order);
        context.forward(new Record<>(null, step, upTo), Nodes.TRIAGE);
    }

    /** The log of the context's task. */
    static OrderLog log(ProcessorContext<Object, Object> context, RecordFormat format) {
        Outlet outlet = new Outlet(context, format);
        return new OrderLog(context, entry -> outlet.order(entry, Instant.ofEpochMilli(context.currentSystemTimeMs())));
    }
}
