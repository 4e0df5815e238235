package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.Habit;
import java.time.Instant;
import java.util.List;

/** What still passes, builds among it. A view on the engine's stores; reading it must not be costly and must not change while placing. */
@FunctionalInterface
public interface PassingChecks {
    /** Nothing is known to pass. */
    PassingChecks NONE = urn -> List.of();

    /** The checks on an asset whose latest evaluation passed, in an order that is the same in every replay. */
    List<Passing> on(String urn);

    /** When the asset was built, as far back as is known; {@link Builds#UNKNOWN} where nothing tells. */
    default Builds builds(String urn) {
        return Builds.UNKNOWN;
    }

    /** What the check's past says of it. */
    default Habit habit(CheckId check) {
        return Habit.NONE;
    }

    /**
     * Source times, oldest first.
     *
     * @param done it was built anew
     * @param due it was built anew, or was to be: a build that failed or was skipped leaves it stale
     */
    record Builds(List<Instant> done, List<Instant> due) {
        static final Builds UNKNOWN = new Builds(List.of(), List.of());
    }

    /** A check whose latest evaluation passed, at {@code passedAt} (source time). */
    record Passing(CheckId check, CheckKind kind, Instant passedAt, Habit habit) {}
}
