package io.headwater.incident.topology.mapping;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** What Avro writes as null and the core as an optional; lists element by element. */
final class Lists {
    private Lists() {}

    static <A, B> List<B> map(List<A> list, Function<? super A, ? extends B> each) {
        return list.stream().<B>map(each).toList();
    }

    static OptionalInt optionalInt(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    static Integer boxed(OptionalInt value) {
        return value.isPresent() ? (Integer) value.getAsInt() : null;
    }
}
