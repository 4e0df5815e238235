package io.headwater.incident.triage;

import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.IncidentSnapshot;
import io.headwater.incident.status.AssetStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** What follows from an input, in the order in which it is to be written. */
public sealed interface Output {
    /** A fact about an incident; {@code headline} is absent on the events of single checks. */
    record Happened(IncidentEvent event, Optional<Headline> headline) implements Output {}

    /** The incident as it stands after the input. */
    record Snapshot(IncidentSnapshot snapshot) implements Output {}

    /** An asset's status changed. */
    record StatusChanged(AssetStatus status) implements Output {}

    /**
     * What was decided about a command, an outcome or a silence.
     *
     * @param subject command id, {@code source/check} of the outcome, or the silence's id
     * @param version the incident's version after it
     * @param run of the outcome; of a silence, when it began
     * @param policy id of the silence that hides the outcome or that it is about
     */
    record Decided(
            String subject,
            Kind kind,
            String reason,
            Optional<String> incident,
            OptionalLong version,
            Optional<String> run,
            Instant at,
            Optional<String> policy)
            implements Output {}

    /** As the contract's decision kinds. */
    enum Kind {
        ACCEPTED,
        REJECTED,
        SUPPRESSED,
        LATE,
        HISTORY_ONLY,
        REPEATED,
        SILENCE_ENDED
    }
}
