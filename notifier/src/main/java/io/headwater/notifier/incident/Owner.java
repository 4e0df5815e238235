package io.headwater.notifier.incident;

import java.util.Optional;

/** A person, by keyed hash, or a team, by name, that answers for an asset. */
public record Owner(Optional<String> person, Optional<String> team) {}
