package io.headwater.montecarlo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What CPython's `urllib.parse.urlencode(body)` makes of a parsed JSON object: `str()` of each value (so `repr` of
 * everything nested), form-encoded with `quote_plus`, in the body's order.
 *
 * <p>`repr` escapes what its Unicode version does not know as printable. Code points newer than this JDK's Unicode are
 * the one thing we cannot tell; {@code unassignedPrints} decides, and a verifier tries both.
 */
final class PythonRendering {
    private static final String HEX = "0123456789ABCDEF";

    private final boolean unassignedPrints;

    PythonRendering(boolean unassignedPrints) {
        this.unassignedPrints = unassignedPrints;
    }

    /** `urllib.parse.urlencode(body)`. */
    String urlencode(ObjectNode body) {
        StringBuilder form = new StringBuilder();
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            form.append(form.isEmpty() ? "" : "&");
            quotePlus(field.getKey(), form);
            form.append('=');
            quotePlus(str(field.getValue()), form);
        }
        return form.toString();
    }

    /** `str(value)`: as `repr`, but a text stands for itself. */
    String str(JsonNode value) {
        return value.isTextual() ? value.textValue() : repr(value);
    }

    /** `repr(value)`. */
    String repr(JsonNode value) {
        StringBuilder out = new StringBuilder();
        repr(value, out);
        return out.toString();
    }

    private void repr(JsonNode value, StringBuilder out) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value, out);
            case ARRAY -> array(value, out);
            case STRING -> text(value.textValue(), out);
            case BOOLEAN -> out.append(value.booleanValue() ? "True" : "False");
            case NUMBER ->
                out.append(
                        value.isIntegralNumber()
                                ? value.bigIntegerValue().toString()
                                : PythonFloat.repr(value.doubleValue()));
            default -> out.append("None");
        }
    }

    private void object(JsonNode value, StringBuilder out) {
        String separator = "";
        out.append('{');
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            out.append(separator);
            text(field.getKey(), out);
            out.append(": ");
            repr(field.getValue(), out);
            separator = ", ";
        }
        out.append('}');
    }

    private void array(JsonNode value, StringBuilder out) {
        String separator = "";
        out.append('[');
        for (JsonNode element : value) {
            out.append(separator);
            repr(element, out);
            separator = ", ";
        }
        out.append(']');
    }

    private void text(String text, StringBuilder out) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        text.codePoints().forEach(point -> point(point, quote, out));
        out.append(quote);
    }

    private void point(int point, char quote, StringBuilder out) {
        if (point == quote || point == '\\') {
            out.append('\\').append((char) point);
        } else if (point == '\n') {
            out.append("\\n");
        } else if (point == '\r') {
            out.append("\\r");
        } else if (point == '\t') {
            out.append("\\t");
        } else if (prints(point)) {
            out.appendCodePoint(point);
        } else if (point < 0x100) {
            out.append("\\x%02x".formatted(point));
        } else if (point < 0x10000) {
            out.append("\\u%04x".formatted(point));
        } else {
            out.append("\\U%08x".formatted(point));
        }
    }

    /** `str.isprintable`: no control, format, surrogate, private-use or separator but the space. */
    private boolean prints(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            case Character.UNASSIGNED -> unassignedPrints;
            default -> true;
        };
    }

    /** `urllib.parse.quote_plus(text)`. */
    private static void quotePlus(String text, StringBuilder out) {
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            int b = each & 0xff;
            if (b == ' ') {
                out.append('+');
            } else if (b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "_.-~".indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 15));
            }
        }
    }
}
