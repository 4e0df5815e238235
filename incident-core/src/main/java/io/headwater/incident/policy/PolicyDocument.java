package io.headwater.incident.policy;

import java.util.Map;
import java.util.Objects;

/**
 * One version of one policy.
 *
 * @param kind what it governs, e.g. `priority`
 * @param name its name among its kind
 * @param version from 1, by one with each change
 * @param spec the document's `spec`: maps, lists, strings, numbers, booleans; checked against the kind's JSON Schema
 *     before it came here
 */
public record PolicyDocument(String kind, String name, long version, Map<String, Object> spec) {
    public PolicyDocument {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        spec = Map.copyOf(spec);
    }
}
