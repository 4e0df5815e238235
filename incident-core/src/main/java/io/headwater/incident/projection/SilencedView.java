package io.headwater.incident.projection;

import java.time.Instant;

/**
 * Something that a silence did.
 *
 * @param subject `source/check` of what it hid, or the silence itself
 * @param kind SUPPRESSED: it hid an outcome; SILENCE_ENDED: what it hid in all; REJECTED: why it hides nothing
 * @param reason in words
 * @param incident the one that took what still failed, where it was one; else null
 * @param run of the outcome; of the silence, when it began
 */
public record SilencedView(String subject, String kind, String reason, String incident, String run, Instant at) {}
