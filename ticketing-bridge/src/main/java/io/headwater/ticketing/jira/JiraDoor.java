package io.headwater.ticketing.jira;

import java.util.Optional;

/**
 * Jira, if it is configured.
 *
 * @param jira empty: there is none to send tickets to
 */
public record JiraDoor(Optional<Jira> jira) {}
