package io.headwater.incident.projection;

import java.util.List;
import java.util.function.Function;

/**
 * A stretch of a list.
 *
 * @param next cursor of what follows; null where nothing does
 */
public record Page<T>(List<T> items, String next) {

    /**
     * Of a list that is there as a whole.
     *
     * @param cursor null for the first
     */
    static <T> Page<T> of(List<T> all, String cursor, int limit) {
        int from = Math.min(start(cursor), all.size());
        int to = Math.min(all.size(), from + limit);
        return new Page<>(all.subList(from, to), to < all.size() ? Cursor.of(to, "", "") : null);
    }

    /**
     * How many items come before the page that the cursor names.
     *
     * @throws IllegalArgumentException where it is no cursor of ours
     */
    static int start(String cursor) {
        return cursor == null ? 0 : Cursor.read(cursor, "").index();
    }

    <R> Page<R> map(Function<T, R> each) {
        return new Page<>(items.stream().map(each).toList(), next);
    }
}
