package io.headwater.incident.triage;

import java.time.Instant;

/** Something that is due at a time of arrival; one of a name at a time. */
public record Timer(String name, Instant dueAt) {}
