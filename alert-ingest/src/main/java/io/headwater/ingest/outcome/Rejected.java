package io.headwater.ingest.outcome;

/**
 * A bad record inside a good payload.
 *
 * @param path where, e.g. `results[3].status`
 * @param reason the rule it broke
 * @param json the record as it came
 */
public record Rejected(String path, String reason, String json) {}
