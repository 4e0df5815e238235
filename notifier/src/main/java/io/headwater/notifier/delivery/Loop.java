package io.headwater.notifier.delivery;

import org.jboss.logging.Logger;

/** Does something again and again in a thread of its own; a failure is said in the log and the next round comes. */
final class Loop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final long AFTER_FAILURE_MILLIS = 1_000;

    /** One round; may wait. */
    interface Round {
        void go() throws InterruptedException;
    }

    private final Thread thread;
    private volatile boolean stopped;

    Loop(String name, Round round) {
        thread = new Thread(() -> run(name, round), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(String name, Round round) {
        while (!stopped) {
            try {
                round.go();
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException failure) {
                if (stopped) {
                    return;
                }
                LOG.warnf(failure, "%s: trying again", name);
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(AFTER_FAILURE_MILLIS);
            return true;
        } catch (InterruptedException stop) {
            return false;
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
