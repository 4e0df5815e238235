package io.headwater.ticketing.adf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a document as Jira would: what breaks Atlassian's schema (of the nodes used here), and what a reader sees. */
public final class AdfDocument {
    private static final Set<String> INLINE = Set.of("text");
    private static final Set<String> BLOCKS = Set.of("paragraph", "heading", "bulletList");
    private static final Map<String, Set<String>> CHILDREN = Map.of(
            "doc", BLOCKS,
            "paragraph", INLINE,
            "heading", INLINE,
            "bulletList", Set.of("listItem"),
            "listItem", Set.of("paragraph"));

    private final List<String> faults = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> links = new ArrayList<>();

    private AdfDocument(Adf.Node document) {
        Map<?, ?> tree = document.tree();
        if (!"doc".equals(tree.get("type")) || !Integer.valueOf(1).equals(tree.get("version"))) {
            faults.add("no document of version 1: " + tree);
        }
        visit(tree);
    }

    public static AdfDocument of(Adf.Node document) {
        return new AdfDocument(document);
    }

    /** What Jira would refuse; empty where all is well. */
    public List<String> faults() {
        return faults;
    }

    /** A line for each paragraph and heading. */
    public List<String> lines() {
        return lines;
    }

    /** All addresses, in order. */
    public List<String> links() {
        return links;
    }

    private void visit(Map<?, ?> node) {
        String type = String.valueOf(node.get("type"));
        if (type.equals("text")) {
            text(node);
            return;
        }
        Set<String> allowed = CHILDREN.get(type);
        List<?> content = node.get("content") instanceof List<?> list ? list : List.of();
        if (allowed == null) {
            faults.add("unknown node " + type);
            return;
        }
        if (content.isEmpty() && Set.of("bulletList", "listItem", "paragraph").contains(type)) {
            faults.add("empty " + type);
        }
        if (type.equals("heading") && !(((Map<?, ?>) node.get("attrs")).get("level") instanceof Integer)) {
            faults.add("heading without a level");
        }
        for (Object child : content) {
            Map<?, ?> inner = (Map<?, ?>) child;
            if (!allowed.contains(String.valueOf(inner.get("type")))) {
                faults.add(inner.get("type") + " within " + type);
            }
            visit(inner);
        }
        if (type.equals("paragraph") || type.equals("heading")) {
            lines.add(content.stream()
                    .map(child -> String.valueOf(((Map<?, ?>) child).get("text")))
                    .collect(Collectors.joining()));
        }
    }

    private void text(Map<?, ?> node) {
        if (!(node.get("text") instanceof String text) || text.isEmpty()) {
            faults.add("text node without text");
            return;
        }
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) || c >= 0xD800 && c <= 0xDFFF)) {
            faults.add("control character or half a character in: " + text);
        }
        if (!(node.get("marks") instanceof List<?> marks)) {
            return;
        }
        for (Object mark : marks) {
            Map<?, ?> inner = (Map<?, ?>) mark;
            if ("link".equals(inner.get("type"))) {
                String address = String.valueOf(((Map<?, ?>) inner.get("attrs")).get("href"));
                links.add(address);
                if (!address.matches("https?://[^\\s\\p{Cntrl}\\p{Cs}]+")) {
                    faults.add("a link that is none: " + address);
                }
            } else if (!Set.of("strong", "code").contains(inner.get("type"))) {
                faults.add("unknown mark " + inner);
            }
        }
    }
}
