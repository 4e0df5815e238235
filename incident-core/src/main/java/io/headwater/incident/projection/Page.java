package io.headwater.incident.projection;

import java.util.List;

/**
 * A stretch of a list.
 *
 * @param next cursor of what follows; null where nothing does
 */
public record Page<T>(List<T> items, String next) {}
