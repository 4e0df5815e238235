package io.headwater.bench.broker;

import io.headwater.bench.Progress;
import io.headwater.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast each topology works off the same backlog of outcomes, when the JVM has warmed up. What is visible from outside is
 * commits, and the last of them comes when the work is over and the interval too: it does not count.
 */
final class Throughput {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int FEWEST_COMMITS = 2;

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

    /** Returns when all of the backlog is committed. */
    void workOff(RunningTopology running, Kind kind) throws IOException, InterruptedException {
        await(running, kind, Topics.ALERTS.name(), rig.end(Topics.ALERTS.name()));
    }

    /** Outcomes/s at which a topology that was just started works off the backlog's second half, while there is more of it. */
    double measure(RunningTopology running, Kind kind) throws IOException, InterruptedException {
        String topic = Topics.ALERTS.name();
        long end = rig.end(topic);
        long committed = await(running, kind, topic, end - backlog / 2);
        List<Commit> commits = new ArrayList<>();
        while (committed < end) {
            commits.add(new Commit(System.nanoTime() / 1e9, committed, running.cpu()));
            committed = await(running, kind, topic, committed + 1);
        }
        if (commits.size() < FEWEST_COMMITS) {
            throw new IllegalStateException(
                    "%s committed %d times in half of %d outcomes: no speed can be told from that"
                            .formatted(kind.applicationId(), commits.size(), backlog));
        }
        double speed = Commit.speed(commits);
        Commit first = commits.get(0);
        Commit last = commits.get(commits.size() - 1);
        double micros = last.cpu().minus(first.cpu()).toNanos() / 1e3 / (last.outcomes() - first.outcomes());
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
