package io.headwater.incident.triage;

import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.outcome.CheckOutcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** An outcome as far as the incident remembers it, where the check's own history has gone on. */
final class Recalled {
    private Recalled() {}

    static CheckOutcome outcome(IncidentAlert alert) {
        return new CheckOutcome(
                alert.id(),
                alert.name(),
                alert.kind(),
                List.of(),
                alert.run(),
                OptionalInt.empty(),
                alert.status(),
                alert.severity(),
                alert.occurredAt(),
                alert.heardAt(),
                alert.anomalySince(),
                alert.message(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                new TreeMap<>());
    }
}
