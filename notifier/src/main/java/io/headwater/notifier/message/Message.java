package io.headwater.notifier.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A message as Slack takes it.
 *
 * @param text what notifications and screen readers say
 * @param blocks Block Kit, as maps, lists and strings; at most 50
 */
public record Message(String text, List<Map<String, Object>> blocks) {
    /** Slack's limits (docs.slack.dev, reference/block-kit). */
    static final int SECTION = 3000;

    static final int BLOCKS = 50;

    /** Everybody whom the message names or mentions, by hash. */
    public Set<String> people() {
        Set<String> people = new TreeSet<>(Mrkdwn.people(text));
        collect(blocks, people);
        return people;
    }

    /** The message with people in it. */
    public Message with(Names names) {
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> resolved = (List<Map<String, Object>>) resolve(blocks, names);
        return new Message(Mrkdwn.resolve(text, names), resolved);
    }

    private static void collect(Object value, Set<String> into) {
        if (value instanceof String text) {
            into.addAll(Mrkdwn.people(text));
        } else if (value instanceof List<?> list) {
            list.forEach(one -> collect(one, into));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(one -> collect(one, into));
        }
    }

    private static Object resolve(Object value, Names names) {
        if (value instanceof String text) {
            return Mrkdwn.resolve(text, names);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(one -> resolve(one, names)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> resolved = new LinkedHashMap<>();
            map.forEach((key, one) -> resolved.put((String) key, resolve(one, names)));
            return resolved;
        }
        return value;
    }
}
