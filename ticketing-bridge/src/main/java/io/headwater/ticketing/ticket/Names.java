package io.headwater.ticketing.ticket;

import java.util.Optional;

/** The name behind a person's hash, where it is known and not erased. */
@FunctionalInterface
public interface Names {
    Optional<String> of(String person);
}
