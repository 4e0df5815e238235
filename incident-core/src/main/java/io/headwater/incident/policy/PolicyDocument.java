package io.headwater.incident.policy;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One version of one policy.
 *
 * @param kind what it governs, e.g. `priority`
 * @param name its name among its kind
 * @param version from 1, by one with each change
 * @param spec the document's `spec`: maps, lists, strings, numbers, booleans; checked against the kind's JSON Schema
 *     before it came here
 * @param appliedBy keyed hash of the person who put it in force; empty where a system did
 */
public record PolicyDocument(
        String kind, String name, long version, Map<String, Object> spec, Optional<String> appliedBy) {
    /** One that a system put in force. */
    public PolicyDocument(String kind, String name, long version, Map<String, Object> spec) {
        this(kind, name, version, spec, Optional.empty());
    }

    public PolicyDocument {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        spec = Map.copyOf(spec);
    }
}
