package io.headwater.ticketing.adf;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Builds documents of the Atlassian Document Format (version 1) that Jira accepts: no empty text nodes, no empty lists,
 * no control characters.
 */
public final class Adf {
    private Adf() {}

    /**
     * A node.
     *
     * @param tree what JSON is written from
     * @param weight characters that its JSON takes at most
     */
    public record Node(Map<String, Object> tree, int weight) {
        /** Whether a reader would see nothing of it. */
        public boolean isEmpty() {
            return tree.isEmpty();
        }
    }

    private static final Node NOTHING = new Node(Map.of(), 0);
    /** Characters that a node's own JSON takes at most, text and addresses apart. */
    private static final int NODE = 90;

    private static final Pattern WEB = Pattern.compile("https?://[^\\s\\p{Cntrl}\\p{Cs}]+");

    /** A whole document of these blocks, the empty ones left out. */
    public static Node document(List<Node> blocks) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", "doc");
        tree.put("version", 1);
        tree.put("content", trees(blocks));
        return new Node(tree, NODE + weight(blocks));
    }

    /** @param level 1 to 6 */
    public static Node heading(int level, String text) {
        Node inline = text(text);
        Map<String, Object> tree = branch("heading", List.of(inline));
        tree.put("attrs", Map.of("level", level));
        return new Node(tree, NODE + inline.weight());
    }

    /** One paragraph; nothing where all of it is empty. */
    public static Node paragraph(Node... inline) {
        return inline("paragraph", Arrays.asList(inline));
    }

    /** A bullet list, an item a line; nothing where there are no items. */
    public static Node bullets(List<Node> paragraphs) {
        List<Node> items = paragraphs.stream()
                .filter(paragraph -> !paragraph.isEmpty())
                .map(paragraph -> new Node(branch("listItem", List.of(paragraph)), NODE + paragraph.weight()))
                .toList();
        return items.isEmpty() ? NOTHING : new Node(branch("bulletList", items), NODE + weight(items));
    }

    /** Plain text on one line; nothing where it is empty, as with every kind of text. */
    public static Node text(String text) {
        return marked(text, List.of());
    }

    /** Bold text. */
    public static Node strong(String text) {
        return marked(text, List.of(Map.of("type", "strong")));
    }

    /** Text in a typewriter face. */
    public static Node code(String text) {
        return marked(text, List.of(Map.of("type", "code")));
    }

    /** A link; plain text where the address is none that a browser should follow. */
    public static Node link(String text, String address) {
        if (!WEB.matcher(address).matches()) {
            return text(text);
        }
        Node node = marked(text, List.of(Map.of("type", "link", "attrs", Map.of("href", address))));
        return node.isEmpty() ? node : new Node(node.tree(), node.weight() + length(address));
    }

    private static Node inline(String type, List<Node> given) {
        List<Node> content = given.stream().filter(node -> !node.isEmpty()).toList();
        return content.isEmpty() ? NOTHING : new Node(branch(type, content), NODE + weight(content));
    }

    private static Node marked(String given, List<Map<String, Object>> marks) {
        String text = printable(given);
        if (text.isEmpty()) {
            return NOTHING;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", "text");
        tree.put("text", text);
        if (!marks.isEmpty()) {
            tree.put("marks", marks);
        }
        return new Node(tree, NODE + length(text));
    }

    /** In JSON, where quotation marks and backslashes take two characters. */
    private static int length(String text) {
        return text.length()
                + (int) text.chars().filter(c -> c == '"' || c == '\\').count();
    }

    /** One line without control characters. */
    public static String printable(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || isLoneSurrogate(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString();
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static Map<String, Object> branch(String type, List<Node> content) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", type);
        tree.put("content", trees(content));
        return tree;
    }

    private static List<Map<String, Object>> trees(List<Node> nodes) {
        return nodes.stream().filter(node -> !node.isEmpty()).map(Node::tree).toList();
    }

    private static int weight(List<Node> nodes) {
        return nodes.stream().mapToInt(Node::weight).sum();
    }
}
