package io.headwater.incident.api;

import io.headwater.incident.projection.Changes;
import io.headwater.incident.projection.LiveEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * Live events with ids, the latest of them kept, so that one who was cut off goes on where it was. Ids are good within
 * one run of one instance; whoever comes with another is told to read everything anew.
 */
@ApplicationScoped
class EventStream {
    private static final Logger LOG = Logger.getLogger(EventStream.class);
    private static final int KEPT = 1_000;
    private static final int UNREAD_AT_MOST = 1_000;

    private final Changes changes;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Deque<Numbered> latest = new ArrayDeque<>();
    private final List<MultiEmitter<? super Numbered>> listeners = new CopyOnWriteArrayList<>();
    private long count;

    /** An event and its place in the stream. */
    record Numbered(String run, long number, LiveEvent event) {
        String id() {
            return run + "-" + number;
        }
    }

    @Inject
    EventStream(Changes changes) {
        this.changes = changes;
    }

    void listen(@Observes StartupEvent start) {
        changes.all().subscribe().with(this::heard, failure -> LOG.error("the live events ended", failure));
    }

    /**
     * A workspace's events from now on, before them those after the last one seen.
     *
     * @param lastSeen null: from now on
     */
    Multi<Numbered> of(String workspace, String lastSeen) {
        return Multi.createFrom()
                .<Numbered>emitter(emitter -> join(emitter, lastSeen), BackPressureStrategy.ERROR)
                .onOverflow()
                .buffer(UNREAD_AT_MOST)
                .filter(numbered -> numbered.event().concerns(workspace));
    }

    private synchronized void join(MultiEmitter<? super Numbered> emitter, String lastSeen) {
        if (lastSeen != null) {
            missed(lastSeen).forEach(emitter::emit);
        }
        listeners.add(emitter);
        emitter.onTermination(() -> listeners.remove(emitter));
    }

    private List<Numbered> missed(String lastSeen) {
        List<Numbered> missed = new ArrayList<>();
        if (lastSeen.equals(run + "-" + count)) {
            return missed;
        }
        boolean found = false;
        for (Numbered kept : latest) {
            if (found) {
                missed.add(kept);
            }
            found = found || kept.id().equals(lastSeen);
        }
        return found ? missed : List.of(new Numbered(run, count, new LiveEvent.Refresh()));
    }

    private synchronized void heard(LiveEvent event) {
        count++;
        Numbered numbered = new Numbered(run, count, event);
        latest.addLast(numbered);
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
        listeners.forEach(listener -> listener.emit(numbered));
    }
}
