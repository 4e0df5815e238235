package io.headwater.incident.topology;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** All that a record says, in its order: texts, numbers, times, enum constants. */
final class Leaves {
    private Leaves() {}

    static List<String> of(Object value) {
        List<String> leaves = new ArrayList<>();
        collect(value, leaves);
        return leaves;
    }

    private static void collect(Object value, List<String> leaves) {
        if (value instanceof IndexedRecord avro) {
            for (Schema.Field field : avro.getSchema().getFields()) {
                collect(avro.get(field.pos()), leaves);
            }
        } else if (value instanceof Record core) {
            for (RecordComponent component : core.getClass().getRecordComponents()) {
                collect(read(component, core), leaves);
            }
        } else if (value instanceof Collection<?> many) {
            many.forEach(one -> collect(one, leaves));
        } else if (value instanceof Optional<?> maybe) {
            maybe.ifPresent(one -> collect(one, leaves));
        } else if (value instanceof OptionalInt maybe) {
            maybe.ifPresent(one -> leaves.add(Integer.toString(one)));
        } else if (value instanceof OptionalLong maybe) {
            maybe.ifPresent(one -> leaves.add(Long.toString(one)));
        } else if (value != null) {
            leaves.add(value.toString());
        }
    }

    private static Object read(RecordComponent component, Record core) {
        try {
            return component.getAccessor().invoke(core);
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalStateException("cannot read " + component, wrong);
        }
    }
}
