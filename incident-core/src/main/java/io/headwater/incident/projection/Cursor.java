package io.headwater.incident.projection;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page ended, as an opaque text. */
final class Cursor {
    private static final char BAR = '|';
    private static final String FOREIGN = "cursor: not one that a list of this installation gave as 'next'";

    private Cursor() {}

    static String of(long position, String key) {
        byte[] text = (position + "" + BAR + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** @throws IllegalArgumentException where it is no cursor of ours */
    static Position read(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int bar = text.indexOf(BAR);
            return new Position(Long.parseLong(text.substring(0, bar)), text.substring(bar + 1));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException bad) {
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
