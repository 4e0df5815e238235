package io.headwater.incident.correlation;

import java.time.Instant;
import java.util.List;

/**
 * Where an incident's trouble starts: the cheapest story, and the next best with their prices.
 *
 * @param candidates best first, one to three
 * @param onset earliest failure of the incident, source time
 */
public record Estimate(List<Candidate> candidates, Instant onset) {
    public Estimate {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("an estimate has at least one candidate");
        }
    }

    public Candidate best() {
        return candidates.get(0);
    }

    /** URN of the root cause. */
    public String cause() {
        return best().urn();
    }

    /** True where no check on the root cause failed. */
    public boolean suspected() {
        return best().suspected();
    }

    /** Why this root cause, in a sentence a person can read. */
    public String sentence() {
        return Sentences.of(this);
    }
}
