package io.headwater.incident.triage;

import java.util.HashMap;
import java.util.Map;

/**
 * Incidents that were over when they were last looked at, and did not live on in one that is open. Most checks were in one
 * once, and every pass of theirs asks. In memory only: what is not remembered is looked at.
 */
final class EndedIncidents {
    private static final int MOST = 10_000;

    /** What each lives on in: itself, unless it was merged. */
    private final Map<String, String> survivors = new HashMap<>();

    boolean contains(String id) {
        return survivors.containsKey(id);
    }

    /** It is over, as is what it lives on in. */
    void add(String id, String survivor) {
        if (survivors.size() >= MOST) {
            survivors.clear();
        }
        survivors.put(id, survivor);
        survivors.put(survivor, survivor);
    }

    /** Something happened to it: of it and of those that live on in it nothing is known any more. */
    void touched(String id) {
        if (survivors.remove(id) != null) {
            survivors.values().removeIf(id::equals);
        }
    }
}
