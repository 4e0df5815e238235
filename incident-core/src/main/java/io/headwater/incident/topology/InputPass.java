package io.headwater.incident.topology;

import io.headwater.incident.backtest.History;
import io.headwater.incident.backtest.Playback;
import io.headwater.schema.CheckpointTaken;
import io.headwater.schema.ConsumedRun;
import io.headwater.schema.OrderEntry;
import io.headwater.schema.TimerFired;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import io.headwater.topics.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One way through the inputs of a workspace's partition. */
final class InputPass implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** By how much the clocks of two tasks, one after the other, may differ. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private static final List<Topic> INPUTS =
            List.of(Topics.ALERTS, Topics.ASSETS, Topics.VIEWS, Topics.POLICIES, Topics.COMMANDS);

    private final String bootstrap;
    private final RecordFormat format;
    private final String workspace;
    private final int partition;
    private final Playback playback;
    private final Optional<CheckpointTaken> start;
    private final Instant asOf;
    private final WorkspaceInputs.Progress progress;
    private final Map<String, PartitionTail> tails = new HashMap<>();
    private final Map<String, ReadInput.Reading> readings = new HashMap<>();
    /** By topic, the offset after the last record that was passed. */
    private final Map<String, Long> passed = new HashMap<>();

    private final Set<String> begun = new HashSet<>();
    private final List<String> cut = new ArrayList<>();
    private long total;
    private long records;
    private long inputs;
    private long unrecorded;
    private long unreadable;
    private long replaced;
    private Instant from = Instant.EPOCH;
    private Instant to = Instant.EPOCH;

    InputPass(
            String bootstrap,
            RecordFormat format,
            String workspace,
            Playback playback,
            Optional<CheckpointTaken> start,
            Instant asOf,
            WorkspaceInputs.Progress progress) {
        this.bootstrap = bootstrap;
        this.format = format;
        this.workspace = workspace;
        this.partition = RecordKey.partitionOf(workspace, Topics.PARTITIONS);
        this.playback = playback;
        this.start = start;
        this.asOf = asOf;
        this.progress = progress;
        INPUTS.forEach(this::open);
    }

    private void open(Topic topic) {
        readings.put(topic.name(), Readings.of(topic, format));
        PartitionTail tail = tail(topic.name());
        tails.put(topic.name(), tail);
        long first = start.map(taken -> tail.at(taken.getTakenAt())).orElseGet(tail::begin);
        total += tail.end() - first;
        if (start.isEmpty() && first > 0) {
            cut.add("%s-%d begins at offset %d".formatted(topic.name(), partition, first));
        }
    }

    private PartitionTail tail(String topic) {
        return new PartitionTail(bootstrap, topic, partition);
    }

    void play() {
        try (PartitionTail order = tail(Topics.ORDER.name())) {
            long first = start.map(taken -> order.at(taken.getTakenAt().minus(CLOCKS)))
                    .orElse(0L);
            long end = order.end();
            if (start.isEmpty()) {
                order.peek(first, end - 1, PATIENCE).ifPresent(entry -> fromTheBeginning(entry, end));
            }
            order.take(first, end - 1, PATIENCE, entry -> take(entry, decode(entry)));
        }
        if (playback.isTrial()) {
            Map<String, ByArrival.Range> left = new HashMap<>();
            tails.forEach((topic, tail) -> left.put(topic, new ByArrival.Range(following(topic), tail.end() - 1)));
            playUnrecorded(left, asOf);
        }
    }

    /** The first offset that was not passed, of those that count here. */
    private long following(String topic) {
        PartitionTail tail = tails.get(topic);
        return passed.containsKey(topic)
                ? passed.get(topic)
                : start.map(taken -> tail.at(taken.getTakenAt())).orElseGet(tail::begin);
    }

    private OrderEntry decode(ConsumerRecord<byte[], byte[]> entry) {
        return (OrderEntry) format.decode(Topics.ORDER.name(), entry.value());
    }

    /** Where the order on record has lost its beginning, a trial plays what lies before it by arrival. */
    private void fromTheBeginning(ConsumerRecord<byte[], byte[]> firstEntry, long orderEnd) {
        long sequence = decode(firstEntry).getSequence();
        if (sequence == 0) {
            return;
        }
        cut.add("%s-%d begins with entry %d".formatted(Topics.ORDER.name(), partition, sequence));
        if (playback.isTrial()) {
            Map<String, Long> recorded = firstOnRecord(orderEnd);
            Map<String, ByArrival.Range> before = new HashMap<>();
            tails.forEach((topic, tail) -> {
                Long first = recorded.getOrDefault(topic, tail.at(Instant.ofEpochMilli(firstEntry.timestamp())));
                before.put(topic, new ByArrival.Range(0, first - 1));
            });
            playUnrecorded(before, Instant.MAX);
        }
    }

    /** By topic, the first offset that the order names. */
    private Map<String, Long> firstOnRecord(long orderEnd) {
        Map<String, Long> recorded = new HashMap<>();
        try (PartitionTail order = tail(Topics.ORDER.name())) {
            order.take(0, orderEnd - 1, PATIENCE, entry -> {
                if (decode(entry).getStep() instanceof ConsumedRun run) {
                    recorded.putIfAbsent(run.getTopic(), run.getFrom());
                }
            });
        }
        return recorded;
    }

    private void playUnrecorded(Map<String, ByArrival.Range> ranges, Instant upTo) {
        new ByArrival(tails, PATIENCE).take(ranges, upTo, (lived, arrival) -> {
            long before = inputs;
            take(lived, arrival, arrival);
            unrecorded += inputs - before;
        });
    }

    private void take(ConsumerRecord<byte[], byte[]> entry, OrderEntry said) {
        long sequence = start.map(CheckpointTaken::getSequence).orElse(0L);
        if (said.getSequence() < sequence) {
            return;
        }
        if (said.getStep() instanceof TimerFired fired) {
            RecordKey timer = RecordKey.parse(fired.getTimer());
            if (timer.workspace().equals(workspace)) {
                playback.timerOnRecord(timer.id(), fired.getDueAt());
            } else {
                playback.timePassed(fired.getDueAt());
            }
        } else {
            ConsumedRun run = (ConsumedRun) said.getStep();
            boolean begunBefore = said.getSequence() == sequence
                    && start.map(CheckpointTaken::getUpTo).isPresent();
            long first = begunBefore ? start.get().getUpTo() + 1 : run.getFrom();
            PartitionTail tail = tails.get(run.getTopic());
            if (start.isPresent() && begun.add(run.getTopic()) && tail.begin() > first) {
                cut.add("%s-%d begins at offset %d".formatted(run.getTopic(), partition, tail.begin()));
            }
            tail.take(first, run.getTo(), PATIENCE, lived -> take(lived, tail.arrival(lived), entry.timestamp()));
            passed.merge(run.getTopic(), run.getTo() + 1, Math::max);
        }
    }

    /**
     * A record that claims to come from after it was taken up brings nobody's timer forward.
     *
     * @param takenUp when it was, at the latest, ms UTC
     */
    private void take(ConsumerRecord<byte[], byte[]> lived, long arrival, long takenUp) {
        long next = lived.offset() + 1;
        Long before = passed.put(lived.topic(), next);
        records += before == null ? 1 : next - before;
        progress.passed(Math.min(records, total), total);
        playback.timePassed(Instant.ofEpochMilli(Math.min(arrival, takenUp)));
        if (isOurs(lived)) {
            Instant at = Instant.ofEpochMilli(arrival);
            if (inputs == 0) {
                from = at;
                if (start.isEmpty()) {
                    standing(at);
                }
            }
            inputs++;
            to = at.isAfter(to) ? at : to;
            read(lived, at);
        }
    }

    private boolean isOurs(ConsumerRecord<byte[], byte[]> lived) {
        return lived.key() != null && new String(lived.key(), StandardCharsets.UTF_8).startsWith(workspace + "|");
    }

    private void read(ConsumerRecord<byte[], byte[]> lived, Instant at) {
        try {
            RecordKey key = RecordKey.parse(new String(lived.key(), StandardCharsets.UTF_8));
            play(readings.get(lived.topic()).read(key, lived.value()), at);
        } catch (UnreadableRecord dead) {
            unreadable++;
        }
    }

    private void play(Fact fact, Instant at) {
        if (fact instanceof Fact.Evaluated f) {
            playback.outcome(f.outcome(), at);
        } else if (fact instanceof Fact.Described f) {
            playback.asset(f.urn(), f.asset(), at);
        } else if (fact instanceof Fact.Viewed f) {
            playback.view(f.view(), at);
        } else if (fact instanceof Fact.PolicyApplied f) {
            playback.policy(f.policy(), at);
        } else if (fact instanceof Fact.PolicyEnded f) {
            playback.policyEnded(f.kind(), f.name(), f.version(), at);
        } else if (fact instanceof Fact.Commanded f) {
            playback.command(f.command(), at);
        }
    }

    /**
     * The topic of assets keeps what was said last. Where it has gaps, each asset that is first described after the
     * first gap may have been described before: it stands so from the beginning.
     */
    private void standing(Instant at) {
        Set<String> met = new HashSet<>();
        try (PartitionTail assets = tail(Topics.ASSETS.name())) {
            long[] next = {assets.begin()};
            assets.toEnd(PATIENCE, described -> {
                replaced += described.offset() - next[0];
                next[0] = described.offset() + 1;
                if (isOurs(described)
                        && met.add(new String(described.key(), StandardCharsets.UTF_8))
                        && replaced > 0
                        && described.value() != null) {
                    read(described, at);
                }
            });
        }
    }

    History history() {
        return new History(
                inputs, unreadable, from, to, start.map(CheckpointTaken::getTakenAt), unrecorded, replaced, cut);
    }

    @Override
    public void close() {
        tails.values().forEach(PartitionTail::close);
    }
}
