package io.headwater.incident.correlation;

import java.util.List;

/**
 * A place whose breaking could explain an incident, and what that story costs.
 *
 * @param urn the place
 * @param name as people know it
 * @param suspected no check on it failed
 * @param costMicroNats the story's price in millionths of a nat; the cheapest wins
 * @param explains how many of the incident's failing checks lie on or below it
 * @param of how many failing checks the incident has
 * @param reasons in the order in which they are told
 */
public record Candidate(
        String urn, String name, boolean suspected, long costMicroNats, int explains, int of, List<Reason> reasons) {
    public Candidate {
        reasons = List.copyOf(reasons);
    }
}
