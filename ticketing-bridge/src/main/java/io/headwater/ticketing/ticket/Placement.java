package io.headwater.ticketing.ticket;

import java.util.List;

/**
 * Where a ticket goes.
 *
 * @param project Jira project key; empty: nobody said
 * @param labels besides Headwater's own
 * @param resolvedTransition transition or status that a resolved incident's ticket moves to
 */
public record Placement(String project, String issueType, List<String> labels, String resolvedTransition) {}
