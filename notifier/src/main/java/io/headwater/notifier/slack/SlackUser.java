package io.headwater.notifier.slack;

import java.util.Optional;

/** A member. */
public record SlackUser(String id, String name, Optional<String> email) {}
