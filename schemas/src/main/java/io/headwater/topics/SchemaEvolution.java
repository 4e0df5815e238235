package io.headwater.topics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/**
 * The rule FULL_TRANSITIVE of the registry, held already in the build: a schema can read what every released version
 * wrote, and every released version can read what it writes. And one rule more: an enum keeps its symbols. To Avro a
 * dropped symbol is compatible, since the reader falls back to the enum's default; but then the truth, read again, says
 * something else than it said.
 */
public final class SchemaEvolution {
    private SchemaEvolution() {}

    /**
     * What breaks between a schema and its released versions; empty where nothing does.
     *
     * @param released version name → schema
     */
    public static List<String> breaks(Schema current, Map<String, Schema> released) {
        List<String> breaks = new ArrayList<>();
        released.forEach((version, old) -> {
            describe(current, old, "cannot read what " + version + " wrote", breaks);
            describe(old, current, "writes what " + version + " cannot read", breaks);
            Map<String, Schema> enums = enums(current);
            enums(old).forEach((name, before) -> dropped(before, enums.get(name), version, breaks));
        });
        return breaks;
    }

    private static void describe(Schema reader, Schema writer, String what, List<String> breaks) {
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (pair.getType() == SchemaCompatibilityType.COMPATIBLE) {
            return;
        }
        pair.getResult()
                .getIncompatibilities()
                .forEach(i -> breaks.add("%s %s: %s at %s (%s)"
                        .formatted(reader.getFullName(), what, i.getType(), i.getLocation(), i.getMessage())));
    }

    private static void dropped(Schema before, Schema now, String version, List<String> breaks) {
        if (now == null) {
            return;
        }
        List<String> gone = new ArrayList<>(before.getEnumSymbols());
        gone.removeAll(now.getEnumSymbols());
        if (!gone.isEmpty()) {
            breaks.add("%s no longer has %s, which %s wrote".formatted(now.getFullName(), gone, version));
        }
    }

    /** Every enum within, by full name. */
    private static Map<String, Schema> enums(Schema schema) {
        Map<String, Schema> enums = new TreeMap<>();
        collect(schema, enums, new HashSet<>());
        return enums;
    }

    private static void collect(Schema schema, Map<String, Schema> enums, Set<String> seen) {
        switch (schema.getType()) {
            case ENUM -> enums.put(schema.getFullName(), schema);
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    schema.getFields().forEach(field -> collect(field.schema(), enums, seen));
                }
            }
            case ARRAY -> collect(schema.getElementType(), enums, seen);
            case MAP -> collect(schema.getValueType(), enums, seen);
            case UNION -> schema.getTypes().forEach(type -> collect(type, enums, seen));
            default -> {
                // Holds no enum.
            }
        }
    }
}
