package io.headwater.lineage.facet;

import java.time.Instant;

/** What is on record of a facet: its {@link Facet#fingerprint()} and when it was last said. */
public record Known(String fingerprint, Instant observedAt) {}
