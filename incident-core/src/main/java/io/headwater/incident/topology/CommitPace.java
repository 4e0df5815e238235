package io.headwater.incident.topology;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * When a task asks for a commit before its interval is over. A transaction costs the broker a marker on each partition that
 * is in it, however few records: a task that keeps up commits every {@link #TICK}, so that people see what happened at once;
 * one that works off a backlog, with nobody waiting for just that record, leaves it to {@code commit.interval.ms}.
 */
public final class CommitPace {
    static final Duration TICK = Duration.ofMillis(100);
    /** Inputs that arrived longer ago than that are a backlog. */
    static final Duration BACKLOG = Duration.ofSeconds(2);

    private final ProcessorContext<?, ?> context;
    private boolean took;
    private long behind;

    private CommitPace(ProcessorContext<?, ?> context) {
        this.context = context;
    }

    /** Paces the commits of the context's task from now on. */
    public static CommitPace of(ProcessorContext<?, ?> context) {
        CommitPace pace = new CommitPace(context);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, pace::tick);
        return pace;
    }

    /** Something was taken up that arrived then, or was due just now, ms UTC. */
    public void took(long arrivedAt) {
        took = true;
        behind = Math.max(behind, context.currentSystemTimeMs() - arrivedAt);
    }

    private void tick(long now) {
        // A commit is one of all tasks of the thread: one that has nothing to say must not ask for the others.
        if (took && behind < BACKLOG.toMillis()) {
            context.commit();
        }
        took = false;
        behind = 0;
    }
}
