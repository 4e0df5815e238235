package io.headwater.sandbox.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP request as a vendor's API sees it.
 *
 * @param path below the vendor's base, without a leading slash, still percent-encoded
 * @param query decoded; of a repeated name the last value
 * @param headers names in lower case
 */
public record Request(String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

    /** The header's value, or the empty string. */
    public String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    /** The content type without its parameters, in lower case; empty where none was sent. */
    public String mediaType() {
        String type = header("content-type");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).trim().toLowerCase(java.util.Locale.ROOT);
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The path's segments, decoded. */
    public String[] segments() {
        String[] parts = path.split("/");
        for (int i = 0; i < parts.length; i++) {
            parts[i] = decode(parts[i].replace("+", "%2B"));
        }
        return parts;
    }

    /** Fields of an {@code application/x-www-form-urlencoded} text; of a repeated name the last value. */
    public static Map<String, String> form(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                fields.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    /** Percent-decodes leniently: what is not a valid escape stays as it came. */
    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notAnEscape) {
            return encoded;
        }
    }
}
