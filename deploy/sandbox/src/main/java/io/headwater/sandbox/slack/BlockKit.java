package io.headwater.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Block Kit's rules for messages: which blocks there are and how long their parts may be
 * (docs.slack.dev, reference/block-kit).
 */
final class BlockKit {
    private static final int BLOCKS = 50;
    private static final int ID = 255;
    private static final Set<String> ELEMENTS = Set.of(
            "button",
            "checkboxes",
            "datepicker",
            "datetimepicker",
            "overflow",
            "radio_buttons",
            "static_select",
            "external_select",
            "users_select",
            "conversations_select",
            "channels_select",
            "multi_static_select",
            "multi_external_select",
            "multi_users_select",
            "multi_conversations_select",
            "multi_channels_select",
            "timepicker",
            "workflow_button",
            "image",
            "plain_text_input");
    private static final Set<String> BARE = Set.of("divider", "file", "rich_text", "video", "markdown", "table");

    private final List<String> faults = new ArrayList<>();

    /** What is wrong with a message's blocks, in Slack's manner with a JSON pointer; empty where nothing is. */
    static List<String> faultsOf(JsonNode blocks) {
        BlockKit check = new BlockKit();
        check.blocks(blocks);
        return check.faults;
    }

    /** The blocks with an id each, as Slack stores them. */
    static ArrayNode withIds(JsonNode blocks) {
        ArrayNode stored = Json.array();
        int number = 1;
        for (JsonNode block : blocks) {
            ObjectNode copy = block.deepCopy();
            if (copy.path("block_id").asText().isEmpty()) {
                copy.put("block_id", "b" + number);
            }
            number++;
            stored.add(copy);
        }
        return stored;
    }

    private void blocks(JsonNode blocks) {
        if (blocks.size() > BLOCKS) {
            fault("no more than " + BLOCKS + " items allowed", "/blocks");
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < blocks.size(); i++) {
            JsonNode block = blocks.get(i);
            String at = "/blocks/" + i;
            if (!block.isObject()) {
                fault("must be an object", at);
                continue;
            }
            String id = block.path("block_id").asText();
            atMost(id, ID, at + "/block_id");
            if (!id.isEmpty() && !ids.add(id)) {
                fault("`block_id` already exists: " + id, at + "/block_id");
            }
            block(block, at);
        }
    }

    private void block(JsonNode block, String at) {
        String type = block.path("type").asText();
        switch (type) {
            case "section" -> section(block, at);
            case "header" -> text(block.path("text"), at + "/text", 150, true);
            case "context" -> context(block, at);
            case "actions" -> actions(block, at);
            case "image" -> image(block, at);
            case "input" -> {
                text(block.path("label"), at + "/label", 2000, true);
                element(block.path("element"), at + "/element");
            }
            default -> {
                if (!BARE.contains(type)) {
                    fault("unsupported type: " + type, at + "/type");
                }
            }
        }
    }

    private void section(JsonNode block, String at) {
        boolean hasText = block.has("text");
        if (!hasText && !block.has("fields")) {
            fault("missing required field: text or fields", at);
        }
        if (hasText) {
            text(block.path("text"), at + "/text", 3000, false);
        }
        if (block.has("fields")) {
            JsonNode fields = block.path("fields");
            size(fields, 10, at + "/fields");
            for (int i = 0; i < fields.size(); i++) {
                text(fields.get(i), at + "/fields/" + i, 2000, false);
            }
        }
        if (block.has("accessory")) {
            element(block.path("accessory"), at + "/accessory");
        }
    }

    private void context(JsonNode block, String at) {
        JsonNode elements = block.path("elements");
        size(elements, 10, at + "/elements");
        for (int i = 0; i < elements.size(); i++) {
            JsonNode element = elements.get(i);
            if (element.path("type").asText().equals("image")) {
                image(element, at + "/elements/" + i);
            } else {
                text(element, at + "/elements/" + i, 3000, false);
            }
        }
    }

    private void actions(JsonNode block, String at) {
        JsonNode elements = block.path("elements");
        size(elements, 25, at + "/elements");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            element(elements.get(i), at + "/elements/" + i);
            String id = elements.get(i).path("action_id").asText();
            if (!id.isEmpty() && !ids.add(id)) {
                fault("`action_id` already exists for another element: " + id, at + "/elements/" + i + "/action_id");
            }
        }
    }

    private void element(JsonNode element, String at) {
        String type = element.path("type").asText();
        if (!ELEMENTS.contains(type)) {
            fault("unsupported type: " + type, at + "/type");
            return;
        }
        atMost(element.path("action_id").asText(), ID, at + "/action_id");
        if (type.equals("image")) {
            image(element, at);
        } else if (type.equals("button")) {
            text(element.path("text"), at + "/text", 75, true);
            atMost(element.path("value").asText(), 2000, at + "/value");
            atMost(element.path("url").asText(), 3000, at + "/url");
            String style = element.path("style").asText("primary");
            if (!style.equals("primary") && !style.equals("danger")) {
                fault("must be one of: primary, danger", at + "/style");
            }
        } else if (type.contains("static_select") || type.equals("overflow")) {
            size(element.has("options") ? element.path("options") : element.path("option_groups"), 100, at);
        }
    }

    private void image(JsonNode image, String at) {
        if (image.path("image_url").asText().isEmpty() && !image.has("slack_file")) {
            fault("missing required field: image_url", at);
        }
        atMost(image.path("image_url").asText(), 3000, at + "/image_url");
        if (image.path("alt_text").asText().isEmpty()) {
            fault("missing required field: alt_text", at);
        }
        atMost(image.path("alt_text").asText(), 2000, at + "/alt_text");
    }

    private void text(JsonNode text, String at, int longest, boolean plainOnly) {
        String type = text.path("type").asText();
        if (!type.equals("plain_text") && (plainOnly || !type.equals("mrkdwn"))) {
            fault(plainOnly ? "must be a plain_text object" : "must be a plain_text or mrkdwn object", at);
            return;
        }
        String value = text.path("text").asText();
        if (value.isEmpty()) {
            fault("must be more than 0 characters", at + "/text");
        }
        atMost(value, longest, at + "/text");
    }

    private void size(JsonNode items, int most, String at) {
        if (!items.isArray() || items.isEmpty()) {
            fault("must provide at least 1 item", at);
        } else if (items.size() > most) {
            fault("no more than " + most + " items allowed", at);
        }
    }

    private void atMost(String value, int longest, String at) {
        if (value.codePointCount(0, value.length()) > longest) {
            fault("must be less than " + (longest + 1) + " characters", at);
        }
    }

    private void fault(String rule, String pointer) {
        faults.add("[ERROR] " + rule + " [json-pointer:" + pointer + "]");
    }
}
