package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckId;
import java.time.Instant;

/** Why a place is, or is not, taken for the root cause: a value that becomes a clause of a sentence. */
public sealed interface Reason {
    /** Clause without capital and full stop; times in UTC. */
    String words();

    /** It explains {@code explains} of {@code of} failing checks, the furthest of them {@code hops} below. */
    record Explains(int explains, int of, int hops) implements Reason {
        @Override
        public String words() {
            String where = hops == 0 ? "on it" : "within " + hops + (hops == 1 ? " hop" : " hops");
            return "explains %d of %d failing checks %s".formatted(explains, of, where);
        }
    }

    /** The checks it explains all passed until {@code passedUntil}; the first failed at {@code failedAt}. */
    record BrokeBetween(Instant passedUntil, Instant failedAt) implements Reason {
        @Override
        public String words() {
            return "all passed until %s, first failure %s"
                    .formatted(Sentences.time(passedUntil, failedAt), Sentences.time(failedAt, failedAt));
        }
    }

    /** Not every check ever passed; the first failed at {@code failedAt}. */
    record BrokeBy(Instant failedAt) implements Reason {
        @Override
        public String words() {
            return "first failure " + Sentences.time(failedAt, failedAt);
        }
    }

    /** No check on it failed: it is only suspected. */
    record Silent() implements Reason {
        @Override
        public String words() {
            return "no check on it failed";
        }
    }

    /** The one check that fails has often failed alone and passed at its next evaluation: {@code alone} of {@code of} times. */
    record OftenAlone(int alone, int of) implements Reason {
        @Override
        public String words() {
            return "its check failed alone and passed again %d of %d times before".formatted(alone, of);
        }
    }

    /** It costs {@code moreMicroNats} more than the cheapest story. */
    record CostsMore(long moreMicroNats) implements Reason {
        @Override
        public String words() {
            return "costs %s more".formatted(Sentences.nats(moreMicroNats));
        }
    }

    /** A check that would likely have failed with it passed after the onset, {@code hops} below it. */
    record StillPassed(CheckId check, String what, Instant passedAt, int hops, Instant onset) implements Reason {
        @Override
        public String words() {
            return (hops == 0 ? "its %s passed at %s" : "a %s below it passed at %s")
                    .formatted(what, Sentences.time(passedAt, onset));
        }
    }

    /** A failing check still passed after the onset, so it hardly belongs to this cause. */
    record PassedAfterOnset(CheckId check, Instant passedAt, Instant onset) implements Reason {
        @Override
        public String words() {
            return "%s still passed at %s, after the onset at %s"
                    .formatted(check.check(), Sentences.time(passedAt, onset), Sentences.time(onset, onset));
        }
    }

    /** Some failing checks lie neither on it nor below it. */
    record LeavesOut(int checks) implements Reason {
        @Override
        public String words() {
            return checks == 1
                    ? "it leaves one failing check unexplained"
                    : "it leaves %d failing checks unexplained".formatted(checks);
        }
    }

    /** The build that failed on it misses a column or relation, which something above makes. */
    record MissesWhatItReads() implements Reason {
        @Override
        public String words() {
            return "its build misses what something above it makes";
        }
    }

    /** The failing checks are further from it. */
    record Further() implements Reason {
        @Override
        public String words() {
            return "what fails lies further below it";
        }
    }
}
