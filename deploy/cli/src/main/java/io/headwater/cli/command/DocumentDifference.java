package io.headwater.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is another in a document than before, value by value: {@code ~ spec.rules[0].when: "a" → "b"}. */
final class DocumentDifference {
    private DocumentDifference() {}

    /** Lines by path; a value that came or went is marked + or -. */
    static List<String> lines(JsonNode before, JsonNode after) {
        Map<String, String> old = values(before);
        Map<String, String> now = values(after);
        TreeSet<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<String> lines = new ArrayList<>();
        for (String path : paths) {
            String from = old.get(path);
            String to = now.get(path);
            if (from == null) {
                lines.add("+ " + path + ": " + to);
            } else if (to == null) {
                lines.add("- " + path + ": " + from);
            } else if (!Objects.equals(from, to)) {
                lines.add("~ " + path + ": " + from + " → " + to);
            }
        }
        return lines;
    }

    private static Map<String, String> values(JsonNode document) {
        Map<String, String> values = new TreeMap<>();
        collect("", document, values);
        return values;
    }

    private static void collect(String path, JsonNode node, Map<String, String> values) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), values));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), values);
            }
        } else if (!node.isMissingNode() && !(path.isEmpty() && node.isNull())) {
            values.put(path, node.toString());
        }
    }
}
