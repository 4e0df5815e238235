package io.headwater.incident.topology;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.outcome.CheckRow.Delivery;
import io.headwater.incident.outcome.Deliveries;
import io.headwater.incident.outcome.Evaluations;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Values of the core's records, any of them: a record that gets another component needs no change here. */
final class RandomValues {
    private static final String[] TEXTS = {"", "a", "orders", "Umsatz täglich", "日本", "a|b/c\n\"d\"", "😀", " "};

    private final Random random;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    /** A value of a record, or of one of the records that a sealed type permits. */
    <T> T of(Class<T> type) {
        return type.cast(value(type));
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        Class<?> plain = (Class<?>) type;
        if (plain == CheckId.class) {
            return new CheckId("source" + random.nextInt(3), "check/" + text());
        } else if (plain.isRecord()) {
            return record(plain);
        } else if (plain.isEnum()) {
            return oneOf(plain.getEnumConstants());
        } else if (plain.isSealed()) {
            return value(oneOf(plain.getPermittedSubclasses()));
        }
        return scalar(plain);
    }

    private Object scalar(Class<?> type) {
        if (type == String.class) {
            return text();
        } else if (type == int.class) {
            return random.nextInt();
        } else if (type == long.class) {
            return random.nextLong();
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == Instant.class) {
            return Instant.ofEpochMilli(random.nextLong(-62_135_596_800_000L, 253_402_300_799_999L));
        } else if (type == Deliveries.class) {
            return deliveries();
        } else if (type == Evaluations.class) {
            return evaluations();
        } else if (type == OptionalInt.class) {
            return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt());
        } else if (type == OptionalLong.class) {
            return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
        }
        throw new IllegalArgumentException("no rule to make a " + type);
    }

    /** Dated to the second, from 1970 on. */
    private Deliveries deliveries() {
        Deliveries deliveries = Deliveries.NONE;
        for (int i = random.nextInt(4); i > 0; i--) {
            Instant at = Instant.ofEpochSecond(random.nextLong(1L << Integer.SIZE));
            deliveries = deliveries.with(
                    new Delivery(random.nextLong(), random.nextLong(), random.nextBoolean(), at), Instant.EPOCH);
        }
        return deliveries;
    }

    private Evaluations evaluations() {
        Evaluations evaluations = Evaluations.NONE;
        for (int i = random.nextInt(4); i > 0; i--) {
            evaluations = evaluations.with(of(CheckRow.Evaluation.class));
        }
        return evaluations;
    }

    private Object container(Class<?> type, Type... of) {
        if (type == Optional.class) {
            return random.nextBoolean() ? Optional.empty() : Optional.of(value(of[0]));
        } else if (type == List.class) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(value(of[0]));
            }
            return list;
        } else if (type == SortedMap.class) {
            SortedMap<Object, Object> map = new TreeMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                map.put(value(of[0]), value(of[1]));
            }
            return map;
        }
        throw new IllegalArgumentException("no rule to make a " + type);
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Stream.of(components)
                .map(component -> value(component.getGenericType()))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new));
            return constructor.newInstance(values);
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException wrong) {
            throw new IllegalStateException("cannot make a " + type, wrong);
        } catch (InvocationTargetException refused) {
            throw new IllegalStateException(type + " refuses its values", refused.getCause());
        }
    }

    private String text() {
        return oneOf(TEXTS) + (random.nextInt(5) == 0 ? random.nextInt() : "");
    }

    private <T> T oneOf(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
