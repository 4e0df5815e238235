package io.headwater.notifier.incident;

import java.util.Optional;

/**
 * Who acted.
 *
 * @param person keyed hash; empty where no person acts
 * @param via where it was done: console, slack, jira, api, monte-carlo, headwater
 */
public record Actor(Optional<String> person, String via) {}
