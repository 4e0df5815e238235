package io.headwater.incident.projection;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page ended, as an opaque text. */
final class Cursor {
    private static final char BAR = '|';
    private static final String FOREIGN = "cursor: not one that a list of this installation gave as 'next'";

    private Cursor() {}

    /** @param list tells lists apart whose positions mean different things */
    static String of(long position, String list, String key) {
        byte[] text = (position + "" + BAR + list + BAR + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** @throws IllegalArgumentException where it is no cursor of that list */
    static Position read(String cursor, String list) {
        try {
            String text = new String(decoded(cursor), StandardCharsets.UTF_8);
            String[] parts = text.split("\\|", 3);
            if (!parts[1].equals(list)) {
                throw new IllegalArgumentException(
                        "cursor: it is of another list; a 'next' goes with the filters and the order that gave it");
            }
            return new Position(Long.parseLong(parts[0]), parts[2]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException bad) {
            throw new IllegalArgumentException(FOREIGN, bad);
        }
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(FOREIGN, bad);
        }
    }

    /** A number that orders the list, and a key that tells equals apart. */
    record Position(long position, String key) {

        /** The position as a count of items. */
        int index() {
            if (position < 0 || position > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(FOREIGN);
            }
            return (int) position;
        }
    }
}
