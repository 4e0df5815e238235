package io.headwater.lineage.facet;

import java.time.Instant;

/**
 * A facet and who says it.
 *
 * @param scope {@link Scope#text()}
 * @param observedAt source time of what said it, UTC
 */
public record ScopedFacet(String scope, Instant observedAt, Facet facet) {}
