package io.headwater.ticketing.ticket;

import java.util.Optional;

/**
 * Who acted.
 *
 * @param person keyed hash; empty: a part of Headwater or a source
 * @param via where, e.g. `slack`
 */
public record Doer(Optional<String> person, String via) {}
