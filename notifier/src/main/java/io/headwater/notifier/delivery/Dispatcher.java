package io.headwater.notifier.delivery;

import io.headwater.notifier.ledger.IntentRow;
import io.headwater.notifier.ledger.Nudge;
import io.headwater.notifier.telling.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Works the open notifications off: each channel in order, channels beside each other. */
@ApplicationScoped
class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final int CHANNELS_AT_ONCE = 4;
    private static final long IDLE_MILLIS = 500;
    private static final long WAITING_MILLIS = 200;
    private static final long PARTING_SECONDS = 5;

    private final Outbox outbox;
    private final Sender sender;
    private final Nudge nudge;
    private final Clock clock;
    private final Pace pace = new Pace();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newFixedThreadPool(CHANNELS_AT_ONCE, task -> {
        Thread thread = new Thread(task, "slack-channel");
        thread.setDaemon(true);
        return thread;
    });

    @Inject
    Dispatcher(Outbox outbox, Sender sender, Nudge nudge, Clock clock) {
        this.outbox = outbox;
        this.sender = sender;
        this.nudge = nudge;
        this.clock = clock;
    }

    /** One look at what is open. */
    void round() throws InterruptedException {
        Set<String> inHand = Set.copyOf(busy);
        List<IntentRow> open = outbox.open();
        Map<String, List<IntentRow>> channels = new LinkedHashMap<>();
        open.forEach(row ->
                channels.computeIfAbsent(row.channel, c -> new ArrayList<>()).add(row));
        channels.forEach((channel, rows) -> {
            // What was in hand when the rows were read may have moved on since.
            if (!inHand.contains(channel) && busy.add(channel)) {
                workers.execute(() -> work(channel, rows));
            }
        });
        nudge.await(open.isEmpty() ? IDLE_MILLIS : WAITING_MILLIS);
    }

    /** Lets the calls that are out come back, so that nothing has to be looked up at the next start. */
    void stop() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(PARTING_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void work(String channel, List<IntentRow> rows) {
        boolean progress = false;
        try {
            progress = inOrder(channel, rows);
        } catch (RuntimeException failure) {
            LOG.warnf(failure, "telling in %s: trying again", channel);
        } finally {
            busy.remove(channel);
            if (progress) {
                nudge.now();
            }
        }
    }

    /** A message that has to wait holds up those after it; edits have no order but their own. */
    private boolean inOrder(String channel, List<IntentRow> rows) {
        boolean heldUp = false;
        boolean progress = false;
        for (IntentRow row : rows) {
            Instant now = clock.instant();
            if (pace.isPaused(channel, now)) {
                return progress;
            }
            boolean isEdit = row.kind == Kind.EDIT;
            boolean waits = row.nextTryAt.isAfter(now) || outbox.isLeasedByAnother(row, now);
            if (waits || (heldUp && !isEdit)) {
                heldUp |= !isEdit;
                continue;
            }
            if (isEdit ? !pace.mayEdit(row.incident, now) : !pace.mayPost(channel, now)) {
                heldUp |= !isEdit;
                continue;
            }
            Sender.Step step = sender.tell(row);
            step.pause().ifPresent(length -> pace.pause(channel, clock.instant().plus(length)));
            // A later one must not overtake a message that is to be tried again.
            heldUp |= !isEdit
                    && outbox.find(row.id).map(after -> after.state.isOpen()).orElse(false);
            progress = true;
        }
        return progress;
    }
}
