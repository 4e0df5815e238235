package io.headwater.notifier.telling;

/**
 * Something that shall be told, once.
 *
 * @param occurrence which of its kind for this incident; kind and occurrence are the notification's identity
 * @param version the incident's version that brought it about
 * @param sentence what is said; empty for what is rendered from the incident as it stands
 */
public record Intent(Kind kind, long occurrence, long version, String sentence) {}
