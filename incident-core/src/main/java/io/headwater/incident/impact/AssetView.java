package io.headwater.incident.impact;

import java.time.Instant;

/**
 * Who (hashed) opened which asset when.
 *
 * @param asset canonical URN, or the name the producer knows it by ({@code kind:value})
 * @param viewId natural key; a repeat is dropped
 */
public record AssetView(String asset, String viewer, Instant viewedAt, int views, String source, String viewId) {}
