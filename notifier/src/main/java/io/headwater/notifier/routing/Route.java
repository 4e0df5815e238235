package io.headwater.notifier.routing;

import java.util.Optional;

/** @param when a condition; absent: always */
public record Route(Optional<String> when, Destination destination) {}
