package io.headwater.incident.topology;

import io.headwater.incident.topology.store.OrderLog;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * In a replay, what {@link RecordOrder} is where things live: hands on what a task took up, in the order that is on
 * record. Timers fire where they are on record as fired and nowhere else; no clock is read for them.
 */
final class ReplayOrder implements Processor<byte[], byte[], Object, Object> {
    private final RecordFormat format;
    private final Map<String, String> readers;
    private ProcessorContext<Object, Object> context;
    private OrderLog order;

    /** @param readers by topic, the processor that reads its records */
    ReplayOrder(RecordFormat format, Map<String, String> readers) {
        this.format = format;
        this.readers = readers;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        order = RecordOrder.log(context, format);
        context.schedule(RecordOrder.CLOSE_AFTER, PunctuationType.WALL_CLOCK_TIME, time -> order.close());
    }

    @Override
    public void process(Record<byte[], byte[]> replayed) {
        Optional<String> timer = ReplayMarks.timer(replayed);
        if (timer.isPresent()) {
            Step fired = new Step.TimerRecorded(timer.get(), Instant.ofEpochMilli(replayed.timestamp()), order);
            context.forward(new Record<>(null, fired, replayed.timestamp()), Nodes.TRIAGE);
            return;
        }
        Consumed input = ReplayMarks.input(replayed);
        order.consumed(input.topic(), input.partition(), input.offset());
        context.forward(new Record<>(null, input, replayed.timestamp()), readers.get(input.topic()));
    }
}
