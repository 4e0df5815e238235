package io.headwater.topics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Texts without U+0000, which no PostgreSQL text may hold (its manual, "Character Types") and which holds keys apart here. A
 * source that sends one in a message means nothing by it; U+FFFD, the replacement character, stands in its place.
 */
final class StorableTexts {
    private static final char NUL = '\0';
    private static final char REPLACEMENT = '\uFFFD';

    private StorableTexts() {}

    static String of(String text) {
        return text.indexOf(NUL) < 0 ? text : text.replace(NUL, REPLACEMENT);
    }

    /** Replaces them in all texts of the record, wherever they are. */
    static void in(SpecificRecord record) {
        int fields = record.getSchema().getFields().size();
        for (int field = 0; field < fields; field++) {
            Object value = record.get(field);
            Object storable = storable(value);
            if (storable != value) {
                record.put(field, storable);
            }
        }
    }

    /** The value itself where nothing of it has to be replaced. */
    private static Object storable(Object value) {
        if (value instanceof String text) {
            return of(text);
        } else if (value instanceof SpecificRecord record) {
            in(record);
        } else if (value instanceof List<?> list) {
            return list(list);
        } else if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        return value;
    }

    private static List<?> list(List<?> list) {
        List<Object> all = new ArrayList<>(list.size());
        boolean same = true;
        for (Object item : list) {
            Object storable = storable(item);
            same &= storable == item;
            all.add(storable);
        }
        return same ? list : all;
    }

    private static Map<?, ?> map(Map<?, ?> map) {
        Map<Object, Object> all = new LinkedHashMap<>();
        boolean same = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = storable(entry.getKey());
            Object value = storable(entry.getValue());
            same &= key == entry.getKey() && value == entry.getValue();
            all.put(key, value);
        }
        return same ? map : all;
    }
}
