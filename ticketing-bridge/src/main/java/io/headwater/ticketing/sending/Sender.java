package io.headwater.ticketing.sending;

import io.headwater.ticketing.jira.Jira;
import io.headwater.ticketing.jira.JiraDoor;
import io.headwater.ticketing.jira.JiraSettings;
import io.headwater.ticketing.jira.JiraTrouble;
import io.headwater.ticketing.ledger.Sendings;
import io.headwater.ticketing.ledger.Task;
import io.headwater.ticketing.ledger.TicketChange;
import io.headwater.ticketing.outlet.Outlet;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * One thread that takes what is due from the ledger, in order per ticket, and tells Kafka what became of it. Jira's
 * failures postpone; its refusals end. The ledger's failures stop nothing but time.
 */
@ApplicationScoped
public class Sender {
    private static final Logger LOG = Logger.getLogger(Sender.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofMillis(250);

    private final Sendings ledger;
    private final Errand errand;
    private final Outlet outlet;
    private final Optional<Jira> jira;
    private final JiraSettings settings;
    private final String instance;
    private final Backoff backoff;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean ending;
    private Instant quietUntil = Instant.MIN;
    private Thread thread;

    @Inject
    Sender(
            Sendings ledger,
            Errand errand,
            Outlet outlet,
            JiraDoor door,
            JiraSettings settings,
            @ConfigProperty(name = "headwater.instance") String instance) {
        this.ledger = ledger;
        this.errand = errand;
        this.outlet = outlet;
        this.jira = door.jira();
        this.settings = settings;
        this.instance = instance;
        this.backoff = new Backoff(settings.backoff(), settings.maxBackoff());
    }

    void start(@Observes StartupEvent starting) {
        settings.missing().ifPresent(LOG::warn);
        thread = new Thread(this::sendWhileRunning, "sender");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        ending = true;
        wake();
        thread.join(settings.timeout().plusSeconds(2).toMillis());
    }

    /** There may be something to send. */
    public void wake() {
        work.release();
    }

    private void sendWhileRunning() {
        while (!ending) {
            try {
                round();
                pause(IDLE);
            } catch (RuntimeException failure) {
                LOG.warnf(failure, "sending waits: %s", failure.getMessage());
                pause(settings.backoff());
            }
        }
    }

    private void round() {
        outlet.warm();
        if (!ledger.lease(instance, LEASE.plus(settings.timeout().multipliedBy(3)))) {
            return;
        }
        publish();
        while (!ending && !isQuiet()) {
            var due = ledger.due();
            if (due.isEmpty()) {
                return;
            }
            for (String intent : due) {
                if (ending
                        || isQuiet()
                        || !ledger.lease(instance, LEASE.plus(settings.timeout().multipliedBy(3)))) {
                    return;
                }
                send(intent);
                publish();
            }
        }
    }

    private void send(String intentId) {
        Task task = ledger.begin(intentId, settings.settle());
        publish();
        if (jira.isEmpty()) {
            ledger.suppressed(intentId, settings.missing().orElse("Jira is not configured"));
            return;
        }
        try {
            errand.run(task, jira.get());
        } catch (JiraTrouble trouble) {
            meet(task, trouble);
        }
    }

    private void meet(Task task, JiraTrouble trouble) {
        if (trouble.fate() == JiraTrouble.Fate.REFUSED) {
            LOG.errorf("%s of %s: %s", task.intent().kind(), task.incident(), trouble.getMessage());
            ledger.failed(task.id(), task.intent().kind() + ": " + trouble.getMessage());
            return;
        }
        boolean mayBeDone = task.mayBeDone() || trouble.fate() == JiraTrouble.Fate.UNKNOWN;
        Duration pause = backoff.after(task.attempts());
        if (trouble.retryAfter().isPresent()) {
            pause = max(pause, trouble.retryAfter().get());
            quietUntil = Instant.now().plus(trouble.retryAfter().get());
        } else if (trouble.fate() == JiraTrouble.Fate.UNKNOWN) {
            pause = max(pause, settings.settle());
        }
        LOG.warnf("%s of %s again in %s: %s", task.intent().kind(), task.incident(), pause, trouble.getMessage());
        ledger.postponed(task.id(), mayBeDone, pause, trouble.getMessage());
    }

    private void publish() {
        for (TicketChange change : ledger.unpublished()) {
            String url = change.remoteKey()
                    .flatMap(key -> jira.map(site -> site.pageOf(key)))
                    .orElse("");
            outlet.ticket(change, url);
            if (!change.linked() && change.remoteKey().isPresent()) {
                outlet.link(change, change.remoteKey().get(), url);
            }
            ledger.published(change);
        }
    }

    private boolean isQuiet() {
        return Instant.now().isBefore(quietUntil);
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private void pause(Duration length) {
        try {
            if (work.tryAcquire(length.toMillis(), TimeUnit.MILLISECONDS)) {
                work.drainPermits();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            ending = true;
        }
    }
}
