package io.headwater.ticketing.ledger;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Waits, on a worker thread, for what the database does. */
final class Waiting {
    private static final Logger LOG = Logger.getLogger(Waiting.class);

    private Waiting() {}

    /** The result; the database's failure as it is. */
    static <T> T forResult(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The result, tried again until the database gives it. */
    static <T> T patiently(String doing, LedgerHealth health, Supplier<Uni<T>> work) {
        T result = forResult(() -> Uni.createFrom()
                .deferred(work::get)
                .onFailure()
                .invoke(away -> {
                    health.waiting(doing + ": " + away.getMessage());
                    LOG.warnf("%s: %s; trying again", doing, away.getMessage());
                })
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                .indefinitely());
        health.working();
        return result;
    }
}
