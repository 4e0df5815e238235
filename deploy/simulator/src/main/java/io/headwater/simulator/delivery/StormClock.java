package io.headwater.simulator.delivery;

import io.headwater.simulator.Night;
import java.time.Duration;
import java.time.Instant;

/**
 * When things of the night happen in the world: its midnight is {@code start}, its time passes {@code speed} times as fast.
 * Source times and arrivals keep one clock, since a monitor's outcome is as old as its arrival.
 */
public record StormClock(Instant start, int speed) {
    public StormClock {
        if (speed < 1) {
            throw new IllegalArgumentException("speed must be 1 or more: " + speed);
        }
    }

    Instant at(Instant night) {
        return start.plus(Duration.between(Night.MIDNIGHT, night).dividedBy(speed));
    }

    Instant at(int minute) {
        return at(Night.MIDNIGHT.plusSeconds(60L * minute));
    }
}
