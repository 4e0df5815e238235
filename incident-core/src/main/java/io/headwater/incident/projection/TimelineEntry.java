package io.headwater.incident.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One event of an incident.
 *
 * @param incident the id it happened to; another than asked for where that one was merged
 * @param type the event's schema, e.g. `Acknowledged`
 * @param sentence what it says to people
 * @param data the event's own fields
 */
public record TimelineEntry(String incident, long version, String type, Instant at, String sentence, JsonNode data) {}
