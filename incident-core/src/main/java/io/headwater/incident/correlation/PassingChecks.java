package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import java.time.Instant;
import java.util.List;

/** What still passes. A view on the engine's stores; reading it must not be costly and must not change while placing. */
@FunctionalInterface
public interface PassingChecks {
    /** Nothing is known to pass. */
    PassingChecks NONE = urn -> List.of();

    /** The checks on an asset whose latest evaluation passed, in an order that is the same in every replay. */
    List<Passing> on(String urn);

    /** A check whose latest evaluation passed, at {@code passedAt} (source time). */
    record Passing(CheckId check, CheckKind kind, Instant passedAt) {}
}
