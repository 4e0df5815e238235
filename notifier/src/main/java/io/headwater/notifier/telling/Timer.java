package io.headwater.notifier.telling;

import java.time.Instant;

/**
 * Something that is told at a time unless somebody acknowledges first.
 *
 * @param kind REPEAT or FALLBACK
 * @param version the incident's version that set it
 * @param since from when on nobody acknowledged
 * @param dueAt UTC
 */
public record Timer(Kind kind, long version, Instant since, Instant dueAt) {}
