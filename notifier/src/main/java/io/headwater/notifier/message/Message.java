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
    /** Slack's limits (docs.slack.dev, reference/block-kit and chat.update). */
    static final int TEXT = 4000;

    static final int SECTION = 3000;

    /** A field of a section; an element of a context is kept as short. */
    static final int ITEM = 2000;

    static final int BLOCKS = 50;

    public Message {
        text = Mrkdwn.fit(text, TEXT);
    }

    /** Everybody whom the message names or mentions, by hash. */
    public Set<String> people() {
        Set<String> people = new TreeSet<>(Mrkdwn.people(text));
        collect(blocks, people);
        return people;
    }

    /** The message with people in it, whose names may be longer than their tokens: cut to the limits anew. */
    public Message with(Names names) {
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> resolved = (List<Map<String, Object>>) resolve(blocks, names, SECTION);
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

    private static Object resolve(Object value, Names names, int most) {
        if (value instanceof String text) {
            String said = Mrkdwn.resolve(text, names);
            return said.equals(text) ? text : Mrkdwn.fit(said, most);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(one -> resolve(one, names, ITEM)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> resolved = new LinkedHashMap<>();
            map.forEach((key, one) -> resolved.put((String) key, resolve(one, names, most)));
            return resolved;
        }
        return value;
    }
}
