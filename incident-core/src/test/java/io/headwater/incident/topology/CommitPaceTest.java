package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

/** When a task asks for a commit of its own. */
final class CommitPaceTest {
    private static final long NOW = Duration.ofDays(20_000).toMillis();

    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final CommitPace pace;

    CommitPaceTest() {
        context.setCurrentSystemTimeMs(NOW);
        pace = CommitPace.of(context);
    }

    @Test
    void a_task_that_keeps_up_commits_at_once() {
        pace.took(NOW - 50);
        assertThat(asksAtNextTick()).isTrue();
    }

    @Test
    void a_task_that_works_off_a_backlog_leaves_it_to_the_interval() {
        pace.took(NOW - 50);
        pace.took(NOW - CommitPace.BACKLOG.toMillis());
        assertThat(asksAtNextTick()).isFalse();
    }

    /** A commit is one of all tasks of the thread: those that idle would make those with a backlog commit at each tick. */
    @Test
    void a_task_that_took_nothing_since_does_not_ask() {
        assertThat(asksAtNextTick()).isFalse();
        pace.took(NOW - 50);
        assertThat(asksAtNextTick()).isTrue();
        assertThat(asksAtNextTick()).isFalse();
    }

    private boolean asksAtNextTick() {
        context.resetCommit();
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(NOW);
        return context.committed();
    }
}
