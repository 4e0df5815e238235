package io.headwater.incident.erasure;

/**
 * A note that still stands.
 *
 * @param incident the one it was written to, which may have been merged since
 */
public record Note(String incident, String id) {}
