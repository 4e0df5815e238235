package io.headwater.identity;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Canonical names of assets (design, section 2): `table:db.schema.name`, `dashboard:tool:id`, `dbt:unique_id`. A
 * relation's parts are lower-cased, unless quoted in mixed case by the source.
 */
public final class AssetUrn {
    private AssetUrn() {}

    /**
     * A warehouse relation. Empty parts are left out (some adapters have no database).
     *
     * @param quoted whether the source quotes its identifiers and means their case
     */
    public static String table(String database, String schema, String name, boolean quoted) {
        return "table:"
                + Stream.of(database, schema, name)
                        .filter(part -> part != null && !part.isBlank())
                        .map(part -> part(part, quoted))
                        .collect(Collectors.joining("."));
    }

    /** A warehouse relation whose source does not care for case. */
    public static String table(String database, String schema, String name) {
        return table(database, schema, name, false);
    }

    /** A dashboard of a BI tool. */
    public static String dashboard(String tool, String id) {
        return "dashboard:" + tool.toLowerCase(Locale.ROOT) + ":" + id;
    }

    /** What dbt knows and no warehouse holds. */
    public static String dbt(String uniqueId) {
        return "dbt:" + uniqueId;
    }

    /** The last part, for people: `table:shop.core.orders` → `orders`. */
    public static String shortName(String urn) {
        String rest = urn.substring(urn.indexOf(':') + 1);
        int cut = urn.startsWith("table:") || urn.startsWith("dbt:") ? rest.lastIndexOf('.') : rest.lastIndexOf(':');
        return rest.substring(cut + 1);
    }

    private static String part(String part, boolean quoted) {
        return quoted ? part : part.toLowerCase(Locale.ROOT);
    }
}
