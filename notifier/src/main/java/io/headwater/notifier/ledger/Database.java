package io.headwater.notifier.ledger;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** The ledger's database, for threads that may wait. */
@ApplicationScoped
public class Database {
    private final Mutiny.SessionFactory sessions;

    @Inject
    public Database(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Does the work in one transaction and waits for it; a failure rolls it back and is thrown. */
    public <T> T inTransaction(Function<Mutiny.Session, Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(
                    () -> sessions.withTransaction((session, transaction) -> work.apply(session)));
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("the ledger's database", failure);
        }
    }
}
