package io.headwater.ticketing.ticket;

import java.util.List;
import java.util.Set;

/** Which incidents get a ticket, and where. */
public record TicketPolicy(Set<String> priorities, Placement placement) {
    /** What holds without a policy: P0 and P1, into the project that the installation names. */
    public static TicketPolicy shipped(String project, String issueType) {
        return new TicketPolicy(Set.of("P0", "P1"), new Placement(project, issueType, List.of(), "Done"));
    }

    /** Of several in force, in their order: the first that wants the incident, else the first. */
    public static TicketPolicy choose(List<TicketPolicy> inForce, Sight sight) {
        return inForce.stream()
                .filter(policy -> policy.wants(sight))
                .findFirst()
                .orElseGet(() -> inForce.get(0));
    }

    boolean wants(Sight sight) {
        return priorities.contains(sight.priority());
    }
}
