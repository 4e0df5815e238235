package io.headwater.incident.triage;

import io.headwater.identity.ContentId;
import io.headwater.incident.outcome.CheckOutcome;

/** Ids of incidents, derived from what opens them, so that a replay yields the same. */
final class IncidentIds {
    private IncidentIds() {}

    /** Derived from the first outcome; one that opens a second incident for the same run yields another id. */
    static String fresh(Turn turn, CheckOutcome first) {
        String workspace = turn.state().workspace();
        String id =
                ContentId.of("inc", workspace, first.id().source(), first.id().check(), first.run());
        for (int again = 2; turn.incident(id).version() > 0; again++) {
            id = ContentId.of(
                    "inc", workspace, first.id().source(), first.id().check(), first.run(), Integer.toString(again));
        }
        return id;
    }
}
