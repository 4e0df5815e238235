package io.headwater.notifier.incident;

/** One rule that spoke and the facts it saw. */
public record PriorityReason(String rule, String facts) {}
