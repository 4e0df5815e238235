package io.headwater.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/**
 * The rule FULL_TRANSITIVE of the registry, held already in the build: a schema can read what every released version
 * wrote, and every released version can read what it writes.
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
}
