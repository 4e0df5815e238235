package io.headwater.incident.erasure;

/**
 * Words that others said and that name the person; what becomes of them a person decides.
 *
 * @param what `note`, `event` (a reason, a description) or `alert` (what a source said)
 * @param subject the note's id, the event's type or the check's id
 */
public record Mention(String incident, String what, String subject) {}
