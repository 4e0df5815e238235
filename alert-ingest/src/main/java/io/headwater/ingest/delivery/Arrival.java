package io.headwater.ingest.delivery;

import java.time.Instant;
import java.util.Map;

/**
 * How a request came in.
 *
 * @param source dbt, monte-carlo, …
 * @param at UTC, in whole milliseconds
 * @param headers of the request, without secrets
 */
public record Arrival(String workspace, String source, Instant at, Map<String, String> headers) {}
