package io.headwater.incident.incident;

import java.util.List;

/** A place whose breaking could explain the incident, and what that story costs; {@code reasons} are sentences. */
public record CauseCandidate(
        String urn, boolean suspected, long costMicroNats, int explains, int of, List<String> reasons) {
    public CauseCandidate {
        reasons = List.copyOf(reasons);
    }
}
