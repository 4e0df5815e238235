package io.headwater.incident.policy.registry;

import io.headwater.identity.PersonHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes people's names out of a policy: each e-mail or user name in `participants`, `fallback`, `person` or `author` becomes
 * the person's hash, and is handed on beside the document.
 */
public final class PolicyPeople {
    private static final Set<String> NAMING = Set.of("participants", "fallback", "person", "author");

    private PolicyPeople() {}

    /**
     * @param values the document, people as hashes
     * @param people hash → e-mail or user name
     */
    public record Hashed(Map<String, Object> values, Map<String, String> people) {}

    public static Hashed hash(Map<String, Object> values, PersonHash hash) {
        Map<String, String> people = new LinkedHashMap<>();
        Map<String, Object> hashed = map(values, hash, people);
        return new Hashed(hashed, people);
    }

    private static Map<String, Object> map(Map<?, ?> values, PersonHash hash, Map<String, String> people) {
        Map<String, Object> out = new LinkedHashMap<>();
        values.forEach((key, value) -> out.put(String.valueOf(key), value(String.valueOf(key), value, hash, people)));
        return out;
    }

    private static Object value(String key, Object value, PersonHash hash, Map<String, String> people) {
        boolean person = NAMING.contains(key);
        if (value instanceof Map<?, ?> map) {
            return map(map, hash, people);
        }
        if (value instanceof List<?> list) {
            List<Object> out = new ArrayList<>();
            list.forEach(item -> out.add(value(key, item, hash, people)));
            return out;
        }
        if (person && value instanceof String name) {
            return hashed(name, hash, people);
        }
        return value;
    }

    private static String hashed(String name, PersonHash hash, Map<String, String> people) {
        // A document that was read back and applied again already holds hashes.
        if (name.matches("[0-9a-f]{32}")) {
            return name;
        }
        String hashed = hash.of(name);
        people.put(hashed, name.strip());
        return hashed;
    }
}
