package io.headwater.incident.triage;

import java.util.HashSet;
import java.util.Set;

/**
 * Incidents that were over when they were last looked at, and did not live on in one that is open. Most checks were in one
 * once, and every pass of theirs asks. In memory only: what is not remembered is looked at.
 */
final class EndedIncidents {
    private static final int MOST = 10_000;

    private final Set<String> ids = new HashSet<>();

    boolean contains(String id) {
        return ids.contains(id);
    }

    /** It is over, as is what it lives on in. */
    void add(String id, String survivor) {
        if (ids.size() >= MOST) {
            ids.clear();
        }
        ids.add(id);
        ids.add(survivor);
    }

    /** Something happened to it: of those that may have been merged into it nothing is known any more. */
    void touched(String id) {
        if (ids.contains(id)) {
            ids.clear();
        }
    }
}
