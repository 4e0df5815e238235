package io.headwater.ticketing.sending;

import java.time.Duration;

/**
 * How long to wait after a failure: `first`, doubled with each, never more than `longest`.
 *
 * @param first after the first failure
 */
record Backoff(Duration first, Duration longest) {
    /** @param attempts so far, from 1 */
    Duration after(int attempts) {
        Duration pause = first;
        for (int i = 1; i < attempts && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
