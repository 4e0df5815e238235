package io.headwater.incident.triage;

/**
 * What a silence hid of one check in its period.
 *
 * @param first its first bad outcome since it was hidden or passed last; a skipped one until it is bad
 * @param latest its latest
 * @param outcomes how many runs were bad, those before a pass included
 */
public record HiddenRow(WaitingOutcome first, WaitingOutcome latest, int outcomes, State state) {
    /** What has become of the check. */
    public enum State {
        /** It is placed when the silence ends. */
        HIDDEN,
        /** It is clear again. */
        CLEARED,
        /** It was placed before the silence ended: a change of its policy, or another silence, took it out. */
        LET_GO
    }

    static HiddenRow of(WaitingOutcome waiting) {
        return new HiddenRow(waiting, waiting, waiting.outcome().status().isAlert() ? 1 : 0, State.HIDDEN);
    }

    /** After one more outcome. What says most of the cause is kept as the first: neither a skip nor a broken check. */
    HiddenRow heard(WaitingOutcome waiting) {
        boolean alert = waiting.outcome().status().isAlert();
        if (state == State.HIDDEN && !alert) {
            return this;
        }
        boolean counts =
                alert && !(state == State.HIDDEN && latest.outcome().status().isAlert() && sameRun(waiting));
        boolean begins = state != State.HIDDEN || saysLess(first, waiting);
        return new HiddenRow(begins ? waiting : first, waiting, outcomes + (counts ? 1 : 0), State.HIDDEN);
    }

    /** Hidden since then already, by another silence. */
    HiddenRow since(WaitingOutcome before) {
        return saysLess(before, first) ? this : new HiddenRow(before, latest, outcomes, state);
    }

    HiddenRow become(State now) {
        return new HiddenRow(first, latest, outcomes, now);
    }

    private static boolean saysLess(WaitingOutcome one, WaitingOutcome other) {
        return !one.outcome().status().isAlert() && other.outcome().status().isAlert()
                || !one.outcome().isEvidence() && other.outcome().isEvidence();
    }

    private boolean sameRun(WaitingOutcome waiting) {
        return latest.outcome().run().equals(waiting.outcome().run());
    }
}
