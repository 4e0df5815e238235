package io.headwater.incident.backtest.run;

import io.headwater.incident.topology.WorkspaceInputs;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/**
 * The replays and back-tests of this instance: one at a time, on one thread that yields to the engine that lives. The
 * last few are kept in memory; whoever wants one for longer keeps its report.
 */
@ApplicationScoped
class Plays {
    private static final Logger LOG = Logger.getLogger(Plays.class);
    private static final int KEPT = 8;
    private static final long SHUTDOWN_MS = 10_000;

    private final Clock clock;
    private final ArrayDeque<Current> kept = new ArrayDeque<>();

    @Inject
    Plays(Clock clock) {
        this.clock = clock;
    }

    /** What is to be played; hears of the progress, and is ended through it. */
    @FunctionalInterface
    interface Task {
        Play.Found play(WorkspaceInputs.Progress progress) throws InterruptedException;
    }

    private static final class Current {
        final String kind;
        volatile Play play;
        volatile boolean cancelled;
        Thread thread;

        Current(String kind, Play play) {
            this.kind = kind;
            this.play = play;
        }
    }

    /** Starts one and returns at once; empty where one runs already. */
    synchronized Optional<Play> start(String kind, String workspace, String by, Task task) {
        if (running().isPresent()) {
            return Optional.empty();
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        Current current = new Current(kind, Play.begun(id, workspace, by, clock.instant()));
        kept.addFirst(current);
        while (kept.size() > KEPT) {
            kept.removeLast();
        }
        current.thread = new Thread(() -> run(current, task), kind + "-" + id);
        current.thread.setDaemon(true);
        current.thread.setPriority(Thread.MIN_PRIORITY);
        current.thread.start();
        return Optional.of(current.play);
    }

    /** The one that runs. */
    synchronized Optional<Play> running() {
        return kept.stream()
                .map(current -> current.play)
                .filter(Play::isRunning)
                .findFirst();
    }

    synchronized Optional<Play> find(String kind, String workspace, String id) {
        return current(kind, workspace, id).map(current -> current.play);
    }

    /** Ends it where it runs, forgets it where it is over. */
    synchronized Optional<Play> cancel(String kind, String workspace, String id) {
        Optional<Current> found = current(kind, workspace, id);
        found.ifPresent(current -> {
            if (current.play.isRunning()) {
                cancel(current);
            } else {
                kept.remove(current);
            }
        });
        return found.map(current -> current.play);
    }

    private Optional<Current> current(String kind, String workspace, String id) {
        return kept.stream()
                .filter(current -> current.kind.equals(kind)
                        && current.play.workspace().equals(workspace)
                        && current.play.id().equals(id))
                .findFirst();
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        Iterator<Current> all = kept.iterator();
        while (all.hasNext()) {
            Current current = all.next();
            cancel(current);
            current.thread.join(SHUTDOWN_MS);
        }
    }

    /** Not by interrupting: a Kafka client that is interrupted cannot be closed in peace. */
    private static void cancel(Current current) {
        current.cancelled = true;
    }

    private void run(Current current, Task task) {
        try {
            Play.Found found = task.play((records, total) -> {
                if (current.cancelled) {
                    throw new CancellationException("somebody ended it");
                }
                if (records % 100 == 0 || current.play.total() == 0) {
                    current.play = current.play.passed(records, total);
                }
            });
            current.play = current.play.done(found, clock.instant());
        } catch (CancellationException cancelled) {
            current.play = current.play.ended("cancelled", cancelled.getMessage(), clock.instant());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            current.play = current.play.ended("cancelled", "its thread was interrupted", clock.instant());
        } catch (RuntimeException | Error failure) {
            LOG.errorf(
                    failure, "%s %s of workspace %s failed", current.kind, current.play.id(), current.play.workspace());
            current.play = current.play.ended("failed", String.valueOf(failure.getMessage()), clock.instant());
        }
    }
}
