package io.headwater.notifier.delivery;

import io.headwater.notifier.ledger.Nudge;
import io.headwater.notifier.slack.SlackSettings;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What goes on by itself while the service runs: telling, saying what was told, timers, presses. */
@ApplicationScoped
public class Work {
    private static final long TIMERS_MILLIS = 250;
    private static final long QUIET_MILLIS = 150;
    private static final long PRESS_AGAIN_MILLIS = 1_000;

    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final Publisher publisher;
    private final TimerRound timers;
    private final PressRound presses;
    private final RecordCodec codec;
    private final SlackSettings settings;
    private final Nudge nudge;
    private final List<Loop> loops = new ArrayList<>();
    private boolean released;
    private boolean warm;

    @Inject
    Work(
            Outbox outbox,
            Dispatcher dispatcher,
            Publisher publisher,
            TimerRound timers,
            PressRound presses,
            RecordCodec codec,
            SlackSettings settings,
            Nudge nudge) {
        this.outbox = outbox;
        this.dispatcher = dispatcher;
        this.publisher = publisher;
        this.timers = timers;
        this.presses = presses;
        this.codec = codec;
        this.settings = settings;
        this.nudge = nudge;
    }

    void begin(@Observes StartupEvent event) {
        if (settings.token().isPresent()) {
            loops.add(new Loop("telling", this::tell));
            loops.add(new Loop("presses", this::command));
        }
        loops.add(new Loop("publishing", this::publish));
        loops.add(new Loop("timers", this::fire));
    }

    void end(@Observes ShutdownEvent event) {
        loops.forEach(Loop::close);
        dispatcher.stop();
    }

    private void tell() throws InterruptedException {
        if (!released) {
            outbox.releaseOwn();
            released = true;
        }
        dispatcher.round();
    }

    private void publish() throws InterruptedException {
        if (!warm) {
            codec.warm(Topics.NOTIFICATIONS, Topics.COMMANDS, Topics.PEOPLE, Topics.DEAD_LETTER);
            warm = true;
        }
        if (publisher.round() == 0) {
            TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
        }
    }

    private void fire() throws InterruptedException {
        if (timers.go()) {
            nudge.now();
        } else {
            TimeUnit.MILLISECONDS.sleep(TIMERS_MILLIS);
        }
    }

    private void command() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(presses.go() ? QUIET_MILLIS : PRESS_AGAIN_MILLIS);
    }
}
