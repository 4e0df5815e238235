package io.headwater.incident.topology;

import io.headwater.incident.backtest.History;
import io.headwater.incident.backtest.Playback;
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
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Plays one workspace's inputs, read from where they live, in the order that is on record; nothing is written, and no
 * more than a poll's records is held in memory. What other workspaces of the partition say is passed over; it only tells
 * how far time had got.
 */
public final class WorkspaceInputs {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Topic> INPUTS =
            List.of(Topics.ALERTS, Topics.ASSETS, Topics.VIEWS, Topics.POLICIES, Topics.COMMANDS);

    private final String bootstrap;
    private final RecordFormat format;
    private final String workspace;
    private final int partition;
    private History history = new History(0, 0, Instant.EPOCH, Instant.EPOCH, 0, List.of());

    /** Hears of each record how many were passed, of how many; may end the playback by throwing. */
    @FunctionalInterface
    public interface Progress {
        void passed(long records, long total);
    }

    public WorkspaceInputs(String bootstrap, RecordFormat format, String workspace) {
        this.bootstrap = bootstrap;
        this.format = format;
        this.workspace = workspace;
        this.partition = RecordKey.partitionOf(workspace, Topics.PARTITIONS);
    }

    /** Plays all that is on record now. */
    public void into(Playback playback, Progress progress) {
        try (Pass pass = new Pass(playback, progress);
                PartitionTail order = new PartitionTail(bootstrap, Topics.ORDER.name(), partition)) {
            try {
                order.toEnd(
                        PATIENCE,
                        entry -> pass.take(entry, (OrderEntry) format.decode(Topics.ORDER.name(), entry.value())));
            } finally {
                history = pass.history();
            }
        }
    }

    /** What was played, though it may have been ended. */
    public History history() {
        return history;
    }

    /** One way through all of it. */
    private final class Pass implements AutoCloseable {
        private final Playback playback;
        private final Progress progress;
        private final Map<String, PartitionTail> tails = new HashMap<>();
        private final Map<String, ReadInput.Reading> readings = new HashMap<>();
        private final Map<String, Long> passed = new HashMap<>();
        private final List<String> cut = new ArrayList<>();
        private final long total;
        private long records;
        private long inputs;
        private long unreadable;
        private long replaced;
        private Instant from = Instant.EPOCH;
        private Instant to = Instant.EPOCH;

        Pass(Playback playback, Progress progress) {
            this.playback = playback;
            this.progress = progress;
            long sum = 0;
            for (Topic topic : INPUTS) {
                readings.put(topic.name(), Readings.of(topic, format));
                PartitionTail tail = new PartitionTail(bootstrap, topic.name(), partition);
                tails.put(topic.name(), tail);
                long begin = tail.begin();
                passed.put(topic.name(), begin);
                sum += tail.end() - begin;
                if (begin > 0) {
                    cut.add("%s-%d begins at offset %d".formatted(topic.name(), partition, begin));
                }
            }
            total = sum;
        }

        void take(ConsumerRecord<byte[], byte[]> entry, OrderEntry said) {
            if (said.getStep() instanceof TimerFired fired) {
                RecordKey timer = RecordKey.parse(fired.getTimer());
                if (timer.workspace().equals(workspace)) {
                    playback.timerOnRecord(timer.id(), fired.getDueAt());
                } else {
                    playback.timePassed(fired.getDueAt());
                }
            } else {
                ConsumedRun run = (ConsumedRun) said.getStep();
                PartitionTail tail = tails.get(run.getTopic());
                tail.take(run.getFrom(), run.getTo(), PATIENCE, lived -> take(lived, tail.arrival(lived), entry));
            }
        }

        /** A record that claims to come from after it was taken up brings nobody's timer forward. */
        private void take(ConsumerRecord<byte[], byte[]> lived, long arrival, ConsumerRecord<byte[], byte[]> entry) {
            records += lived.offset() + 1 - passed.put(lived.topic(), lived.offset() + 1);
            progress.passed(Math.min(records, total), total);
            playback.timePassed(Instant.ofEpochMilli(Math.min(arrival, entry.timestamp())));
            if (isOurs(lived)) {
                Instant at = Instant.ofEpochMilli(arrival);
                if (inputs == 0) {
                    from = at;
                    standing(at);
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
            try (PartitionTail assets = new PartitionTail(bootstrap, Topics.ASSETS.name(), partition)) {
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
            return new History(inputs, unreadable, from, to, replaced, cut);
        }

        @Override
        public void close() {
            tails.values().forEach(PartitionTail::close);
        }
    }
}
