package io.headwater.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.sandbox.web.Json;
import java.util.Map;
import java.util.Set;

/** The Atlassian Document Format, as far as Jira refuses a document that breaks it. */
final class Adf {
    private static final Set<String> INLINE =
            Set.of("text", "hardBreak", "mention", "emoji", "inlineCard", "date", "status", "mediaInline");
    private static final Set<String> BLOCKS = Set.of(
            "paragraph",
            "heading",
            "bulletList",
            "orderedList",
            "taskList",
            "decisionList",
            "codeBlock",
            "blockquote",
            "panel",
            "rule",
            "table",
            "mediaGroup",
            "mediaSingle",
            "expand",
            "nestedExpand",
            "blockCard",
            "embedCard",
            "layoutSection");
    private static final Map<String, Set<String>> CHILDREN = Map.ofEntries(
            Map.entry("doc", BLOCKS),
            Map.entry("paragraph", INLINE),
            Map.entry("heading", INLINE),
            Map.entry("codeBlock", Set.of("text")),
            Map.entry("bulletList", Set.of("listItem")),
            Map.entry("orderedList", Set.of("listItem")),
            Map.entry("listItem", BLOCKS),
            Map.entry("taskList", Set.of("taskItem", "taskList")),
            Map.entry("taskItem", INLINE),
            Map.entry("decisionList", Set.of("decisionItem")),
            Map.entry("decisionItem", INLINE),
            Map.entry("blockquote", BLOCKS),
            Map.entry("panel", BLOCKS),
            Map.entry("expand", BLOCKS),
            Map.entry("nestedExpand", BLOCKS),
            Map.entry("table", Set.of("tableRow")),
            Map.entry("tableRow", Set.of("tableCell", "tableHeader")),
            Map.entry("tableCell", BLOCKS),
            Map.entry("tableHeader", BLOCKS),
            Map.entry("mediaGroup", Set.of("media")),
            Map.entry("mediaSingle", Set.of("media", "caption")),
            Map.entry("caption", INLINE),
            Map.entry("layoutSection", Set.of("layoutColumn")),
            Map.entry("layoutColumn", BLOCKS));
    private static final Set<String> MARKS = Set.of(
            "strong",
            "em",
            "code",
            "link",
            "strike",
            "underline",
            "subsup",
            "textColor",
            "backgroundColor",
            "border",
            "alignment",
            "indentation",
            "annotation",
            "breakout");
    private static final Set<String> PANELS = Set.of("info", "note", "tip", "warning", "error", "success", "custom");

    private Adf() {}

    /** Whether this claims to be a document at all. */
    static boolean isDocument(JsonNode node) {
        return node.path("type").asText().equals("doc")
                && node.path("version").asInt() == 1
                && node.path("content").isArray();
    }

    /** Whether every node is known, stands where it may and has what it needs. */
    static boolean isValid(JsonNode node) {
        String type = node.path("type").asText();
        return hasWhatItNeeds(type, node) && marksAreValid(node) && contentIsValid(type, node);
    }

    private static boolean contentIsValid(String type, JsonNode node) {
        Set<String> allowed = CHILDREN.getOrDefault(type, Set.of());
        for (JsonNode child : node.path("content")) {
            if (!allowed.contains(child.path("type").asText()) || !isValid(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasWhatItNeeds(String type, JsonNode node) {
        JsonNode attrs = node.path("attrs");
        return switch (type) {
            case "text" ->
                node.path("text").isTextual() && !node.path("text").asText().isEmpty();
            case "heading" ->
                attrs.path("level").asInt() >= 1 && attrs.path("level").asInt() <= 6;
            case "panel" -> PANELS.contains(attrs.path("panelType").asText());
            case "mention" -> attrs.path("id").isTextual();
            case "bulletList", "orderedList", "listItem", "table", "tableRow", "blockquote" ->
                !node.path("content").isEmpty();
            default -> true;
        };
    }

    private static boolean marksAreValid(JsonNode node) {
        for (JsonNode mark : node.path("marks")) {
            String type = mark.path("type").asText();
            boolean isLinkWithoutTarget = type.equals("link")
                    && mark.path("attrs").path("href").asText().isEmpty();
            if (!MARKS.contains(type) || isLinkWithoutTarget) {
                return false;
            }
        }
        return true;
    }

    /** A document of one paragraph. */
    static JsonNode paragraph(String text) {
        var doc = Json.object().put("type", "doc").put("version", 1);
        doc.putArray("content")
                .addObject()
                .put("type", "paragraph")
                .putArray("content")
                .addObject()
                .put("type", "text")
                .put("text", text);
        return doc;
    }
}
