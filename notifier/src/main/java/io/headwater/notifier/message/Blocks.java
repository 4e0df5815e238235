package io.headwater.notifier.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Block Kit's pieces, cut to their limits. */
final class Blocks {
    private Blocks() {}

    static Map<String, Object> section(String id, String mrkdwn) {
        return block("section", id, Map.of("text", mrkdwn(mrkdwn, Message.SECTION)));
    }

    /** At most ten, each cut to its limit. */
    static Map<String, Object> fields(String id, List<String> texts) {
        List<Object> fields = new ArrayList<>();
        texts.stream().limit(10).forEach(text -> fields.add(mrkdwn(text, Message.ITEM)));
        return block("section", id, Map.of("fields", fields));
    }

    static Map<String, Object> context(String id, List<String> texts) {
        List<Object> elements = new ArrayList<>();
        texts.stream().limit(10).forEach(text -> elements.add(mrkdwn(text, Message.ITEM)));
        return block("context", id, Map.of("elements", elements));
    }

    static Map<String, Object> actions(String id, List<Map<String, Object>> buttons) {
        return block("actions", id, Map.of("elements", buttons));
    }

    /** @param style primary, danger or empty */
    static Map<String, Object> button(String action, String label, String value, String style) {
        Map<String, Object> button = new LinkedHashMap<>();
        button.put("type", "button");
        button.put("action_id", action);
        button.put("text", plain(label));
        button.put("value", value);
        if (!style.isEmpty()) {
            button.put("style", style);
        }
        return button;
    }

    static Map<String, Object> linkButton(String action, String label, String url) {
        Map<String, Object> button = new LinkedHashMap<>();
        button.put("type", "button");
        button.put("action_id", action);
        button.put("text", plain(label));
        button.put("url", url);
        return button;
    }

    private static Map<String, Object> plain(String label) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "plain_text");
        text.put("text", Mrkdwn.cut(label, 75));
        text.put("emoji", true);
        return text;
    }

    private static Map<String, Object> mrkdwn(String mrkdwn, int most) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "mrkdwn");
        text.put("text", Mrkdwn.fit(mrkdwn, most));
        return text;
    }

    private static Map<String, Object> block(String type, String id, Map<String, Object> content) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", type);
        block.put("block_id", id);
        block.putAll(content);
        return block;
    }
}
