package io.headwater.incident.projection;

import java.util.Collection;
import java.util.List;

/** A list of short texts in one column, a line break before and after each, so that SQL can look for a whole one. */
final class Lines {
    private Lines() {}

    static String of(Collection<String> items) {
        return items.isEmpty() ? "" : "\n" + String.join("\n", items) + "\n";
    }

    static List<String> read(String lines) {
        return lines.isEmpty()
                ? List.of()
                : List.of(lines.substring(1, lines.length() - 1).split("\n"));
    }

    /** One item as it stands between others. */
    static String item(String item) {
        return "\n" + item + "\n";
    }
}
