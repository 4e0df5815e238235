package io.headwater.bench.broker;

import io.headwater.bench.Progress;
import io.headwater.topics.Topics;
import java.io.IOException;
import java.time.Duration;

/**
 * How fast each topology works off the same backlog of outcomes: between two commits, the first after two thirds of it, when
 * the JVM has warmed up.
 */
final class Throughput {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Rig rig;
    private final Load load;
    private final Progress progress;
    private long backlog;

    Throughput(Rig rig, Load load, Progress progress) {
        this.rig = rig;
        this.load = load;
        this.progress = progress;
    }

    /** Gives lineage to the incident topology; its graph is read back from its store at its next start. */
    void prepare() throws IOException, InterruptedException {
        rig.send(load::lineage);
        try (RunningTopology running = RunningTopology.start(Kind.INCIDENT, rig)) {
            await(running, Kind.INCIDENT, Topics.ASSETS.name(), Load.assets());
        }
    }

    /** Puts so many rounds on the topic; every topology has them before it. */
    void backlog(int rounds) {
        rig.send(send -> {
            for (int round = 0; round < rounds; round++) {
                load.round(round, send);
            }
        });
        backlog = (long) rounds * Load.outcomesPerRound();
    }

    /** Outcomes/s at which a topology that was just started works off the backlog. */
    double measure(RunningTopology running, Kind kind) throws IOException, InterruptedException {
        String topic = Topics.ALERTS.name();
        long end = rig.end(topic);
        long begun = await(running, kind, topic, end - backlog / 3);
        long start = System.nanoTime();
        Duration cpu = running.cpu();
        await(running, kind, topic, end);
        double speed = (end - begun) / ((System.nanoTime() - start) / 1e9);
        double micros = running.cpu().minus(cpu).toNanos() / 1e3 / (end - begun);
        progress.say("%s: %.0f outcomes/s, %.0f µs of processor time each", kind.applicationId(), speed, micros);
        return speed;
    }

    /** Returns with the first commit at or beyond that many; with how many that was. */
    private long await(RunningTopology running, Kind kind, String topic, long records)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long committed = rig.committed(kind.applicationId(), topic);
        while (committed < records) {
            running.demandAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s has committed %d of %d records of %s after %d s"
                        .formatted(kind.applicationId(), committed, records, topic, PATIENCE.toSeconds()));
            }
            Thread.sleep(POLL.toMillis());
            committed = rig.committed(kind.applicationId(), topic);
        }
        return committed;
    }
}
