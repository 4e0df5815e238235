package io.headwater.incident.triage;

import io.headwater.incident.policy.Policies;

/** Judges how urgent an incident is; the seam to the expression language of priority policies. */
@FunctionalInterface
public interface PriorityRules {
    /** The verdict of the policies in force, else of the shipped rules. Pure. */
    PriorityVerdict evaluate(PriorityFacts facts, Policies policies);
}
