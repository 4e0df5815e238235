package io.headwater.notifier.intake;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Waits for what is away for as long as the service runs. */
@ApplicationScoped
class Patience {
    private static final Logger LOG = Logger.getLogger(Patience.class);

    private final CountDownLatch stopping = new CountDownLatch(1);

    @PreDestroy
    void stop() {
        stopping.countDown();
    }

    /** Tries until it succeeds; a failure is said in the log each time. */
    <T> T until(String what, Supplier<T> attempt) {
        return whileAway(RuntimeException.class, what, attempt);
    }

    /** Tries until it succeeds or fails in another way. */
    <T> T whileAway(Class<? extends RuntimeException> away, String what, Supplier<T> attempt) {
        for (int n = 0; ; n++) {
            try {
                return attempt.get();
            } catch (RuntimeException failure) {
                if (!away.isInstance(failure) || pause(n)) {
                    throw failure;
                }
                LOG.warnf(failure, "cannot %s; trying again", what);
            }
        }
    }

    /** Whether the service stops. */
    private boolean pause(int attempt) {
        try {
            return stopping.await(Reading.pause(attempt).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
