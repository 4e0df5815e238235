package io.headwater.notifier.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the sender when there is something to tell; without it the sender looks by itself a little later. */
@ApplicationScoped
public class Nudge {
    private final Semaphore news = new Semaphore(0);

    public void now() {
        news.release();
    }

    /** Returns at the next nudge, or after so many milliseconds; several nudges count as one. */
    public void await(long atMostMillis) throws InterruptedException {
        if (news.tryAcquire(atMostMillis, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }
}
