package io.headwater.incident.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Who wants to know at once that something changed asks here. Fed by PostgreSQL's LISTEN, so that it speaks of what any
 * instance committed. What may have been missed while the database was away is made good by a {@link
 * LiveEvent.Refresh}.
 */
@ApplicationScoped
public class Changes {
    private static final Logger LOG = Logger.getLogger(Changes.class);
    private static final int UNREAD_AT_MOST = 1_000;
    private static final long RECONNECT_MS = 500;

    private final BroadcastProcessor<LiveEvent> events = BroadcastProcessor.create();
    private final PgSubscriber subscriber;

    @Inject
    Changes(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        PgConnectOptions options = PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
                .setUser(user)
                .setPassword(password);
        subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(attempt -> RECONNECT_MS);
        subscriber
                .channel(Announcements.CHANNEL)
                .subscribeHandler(ready -> events.onNext(new LiveEvent.Refresh()))
                .handler(this::heard);
    }

    /** What changes from now on; one who reads too slowly gets a failure and should start over. */
    public Multi<LiveEvent> all() {
        return events.onOverflow().buffer(UNREAD_AT_MOST);
    }

    /** The same of one workspace. */
    public Multi<LiveEvent> of(String workspace) {
        return all().filter(event -> event.concerns(workspace));
    }

    void listen(@Observes StartupEvent start) {
        subscriber.connect().onFailure(away -> LOG.warnf("live changes wait for the database: %s", away.getMessage()));
    }

    void stop(@Observes ShutdownEvent stop) {
        subscriber.close();
        events.onComplete();
    }

    private void heard(String payload) {
        try {
            events.onNext(Json.MAPPER.readValue(payload, LiveEvent.class));
        } catch (JsonProcessingException unknown) {
            // Another version of Headwater speaks on this channel: something changed, whatever it was.
            LOG.debugf("an unknown live event: %s", unknown.getOriginalMessage());
            events.onNext(new LiveEvent.Refresh());
        }
    }
}
