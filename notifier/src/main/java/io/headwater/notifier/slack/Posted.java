package io.headwater.notifier.slack;

/**
 * Where a message stands.
 *
 * @param channel id
 */
public record Posted(String channel, String ts) {}
