package io.headwater.notifier.telling;

import java.util.List;

/**
 * What follows from an event.
 *
 * @param told what the ledger knows afterwards
 * @param timers replace those of the incident where there are any
 * @param stopTimers those of the incident end
 */
public record Telling(
        Told told, List<Intent> intents, List<Suppressed> suppressed, List<Timer> timers, boolean stopTimers) {

    /** Something that is not told, and why. */
    public record Suppressed(Intent intent, String reason) {}

    static Telling silent(Told told) {
        return new Telling(told, List.of(), List.of(), List.of(), false);
    }
}
