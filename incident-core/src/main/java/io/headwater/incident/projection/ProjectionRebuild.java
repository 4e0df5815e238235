package io.headwater.incident.projection;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/**
 * Builds the projection anew from the start of the log, in a schema of its own while the other serves, and puts it in
 * its place. One at a time over all instances. One that its process did not live to end leaves a schema that nobody
 * reads; it is dropped when an instance starts, not resumed: other code may run then, and half a projection of each
 * would be neither's.
 */
@ApplicationScoped
public class ProjectionRebuild {
    private static final Logger LOG = Logger.getLogger(ProjectionRebuild.class);
    private static final Duration TELL_EACH = Duration.ofMillis(500);
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private final ProjectionSchemas schemas;
    private final RecordReader reader;
    private final BatchWriter writer;
    private final Map<String, Object> kafka;
    private final Clock clock;

    private volatile Thread running;
    private volatile boolean stopping;

    @Inject
    ProjectionRebuild(
            ProjectionSchemas schemas,
            RecordReader reader,
            BatchWriter writer,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Clock clock) {
        this.schemas = schemas;
        this.reader = reader;
        this.writer = writer;
        this.kafka = kafka;
        this.clock = clock;
    }

    /** The one that runs, or ran last, on any instance. Blocks. */
    public Rebuild latest() {
        try {
            return schemas.load();
        } catch (SQLException failure) {
            throw new IllegalStateException("cannot read how far the rebuild is", failure);
        }
    }

    /**
     * Starts one and returns at once; empty where one runs already. Blocks while it asks.
     *
     * @param by who asked for it
     */
    public Optional<Rebuild> start(String by) {
        try {
            Optional<Connection> claim = schemas.claim();
            if (claim.isEmpty()) {
                return Optional.empty();
            }
            Rebuild begun = Rebuild.begun(by, clock.instant());
            schemas.save(begun);
            Thread thread = new Thread(() -> run(begun, claim.get()), "projection-rebuild");
            thread.setDaemon(true);
            running = thread;
            thread.start();
            return Optional.of(begun);
        } catch (SQLException failure) {
            throw new IllegalStateException("cannot start a rebuild", failure);
        }
    }

    void recover(@Observes StartupEvent start) {
        try {
            Optional<Connection> claim = schemas.claim();
            if (claim.isPresent()) {
                try {
                    schemas.dropOthers();
                    Rebuild last = schemas.load();
                    if (last.isRunning()) {
                        schemas.save(last.ended("interrupted", "its process ended; start another", clock.instant()));
                    }
                } finally {
                    schemas.release(claim.get());
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("cannot clear away what an interrupted rebuild left", failure);
        }
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        stopping = true;
        Thread thread = running;
        if (thread != null) {
            thread.join(SHUTDOWN.toMillis());
        }
    }

    private void run(Rebuild begun, Connection claim) {
        Telling telling = new Telling(begun);
        try {
            build(telling);
            telling.end("done", "");
            Rebuild done = telling.rebuild;
            LOG.infof(
                    "the projection is rebuilt: %d records in %d s",
                    done.records(),
                    Duration.between(done.startedAt(), done.updatedAt()).toSeconds());
        } catch (CancellationException cancelled) {
            telling.end("interrupted", cancelled.getMessage());
        } catch (Exception failure) {
            LOG.error("the rebuild of the projection failed; the one before serves on", failure);
            telling.end("failed", String.valueOf(failure.getMessage()));
        } finally {
            tidyUp();
            release(claim);
            running = null;
        }
    }

    private void tidyUp() {
        try {
            schemas.dropOthers();
        } catch (SQLException failure) {
            LOG.warnf("what the rebuild leaves is dropped at the next start: %s", failure.getMessage());
        }
    }

    private void build(Telling telling) throws SQLException, InterruptedException {
        schemas.dropOthers();
        schemas.createNext();
        Destination quiet = new Destination(schemas.next(), false);
        Destination searchable = new Destination(schemas.next(), true);
        try (LogReaders log = new LogReaders(kafka, reader, writer, () -> stopping)) {
            log.toTheEnd(quiet, telling::read);
            telling.phase("indexing");
            schemas.index();
            // What was written meanwhile, so that little is left to do while the live writers wait.
            log.toTheEnd(searchable, (records, total) -> {});
            telling.phase("switching");
            schemas.switchOver(offsets -> log.to(offsets, searchable));
        }
    }

    private void release(Connection claim) {
        try {
            schemas.release(claim);
        } catch (SQLException failure) {
            LOG.error("the right to rebuild could not be given back; it ends with this process", failure);
        }
    }

    /** Keeps the progress where every instance can read it; not at every batch. */
    private final class Telling {
        private Rebuild rebuild;
        private Instant told = Instant.EPOCH;

        Telling(Rebuild begun) {
            rebuild = begun;
        }

        void read(long records, long total) {
            Instant now = clock.instant();
            rebuild = rebuild.read(records, total, now);
            if (told.plus(TELL_EACH).isBefore(now)) {
                save(now);
            }
        }

        void phase(String phase) {
            rebuild = rebuild.in(phase, clock.instant());
            save(clock.instant());
        }

        void end(String state, String reason) {
            rebuild = rebuild.ended(state, reason, clock.instant());
            try {
                schemas.save(rebuild);
            } catch (SQLException failure) {
                LOG.errorf(failure, "the rebuild ended as %s, which could not be written down", state);
            }
        }

        private void save(Instant now) {
            try {
                schemas.save(rebuild);
                told = now;
            } catch (SQLException failure) {
                throw new IllegalStateException("cannot write down how far the rebuild is", failure);
            }
        }
    }
}
