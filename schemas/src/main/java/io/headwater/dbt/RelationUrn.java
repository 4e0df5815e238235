package io.headwater.dbt;

import io.headwater.identity.AssetUrn;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Canonical name of a node's relation: database, schema and alias as dbt gives them, lower-cased unless the warehouse
 * tells names apart by case and the part is quoted in mixed case.
 */
final class RelationUrn {
    /** Warehouses to which `"Orders"` and `orders` are one table, quoted or not. */
    private static final Set<String> CASELESS = Set.of(
            "duckdb",
            "redshift",
            "databricks",
            "spark",
            "sqlserver",
            "fabric",
            "fabricspark",
            "synapse",
            "trino",
            "starburst",
            "presto",
            "athena",
            "glue",
            "hive",
            "impala",
            "sqlite",
            "dremio");

    private static final Pattern PART = Pattern.compile("([\"`\\[])(.*?)([\"`\\]])|[^.\"`\\[\\]]+");

    private RelationUrn() {}

    static Optional<String> of(ManifestNode node, ArtifactMetadata metadata) {
        if (!node.hasRelation()) {
            return Optional.empty();
        }
        String adapter = metadata.adapterType().orElse("").toLowerCase(Locale.ROOT);
        Quoting quoting = node.relationName()
                .map(RelationUrn::quotedIn)
                .orElse(Quoting.UNSAID)
                .or(node.quoting())
                .or(metadata.quoting());
        boolean byDefault = !adapter.equals("snowflake");
        boolean caseCounts = !CASELESS.contains(adapter);
        return Optional.of(AssetUrn.table(
                part(node.database(), caseCounts && quoting.database().orElse(byDefault)),
                part(node.schema(), caseCounts && quoting.schema().orElse(byDefault)),
                part(
                        Optional.of(node.alias()),
                        caseCounts && quoting.identifier().orElse(byDefault)),
                true));
    }

    private static String part(Optional<String> text, boolean quoted) {
        String part = text.orElse("");
        String lower = part.toLowerCase(Locale.ROOT);
        boolean mixed = !part.equals(lower) && !part.equals(part.toUpperCase(Locale.ROOT));
        return quoted && mixed ? part : lower;
    }

    /** Which parts of `"db"."schema".t` stand in quotes, read from the right. */
    private static Quoting quotedIn(String relationName) {
        Matcher matcher = PART.matcher(relationName);
        java.util.ArrayList<Boolean> quoted = new java.util.ArrayList<>();
        while (matcher.find()) {
            quoted.add(matcher.group(1) != null);
        }
        int n = quoted.size();
        return new Quoting(
                n > 2 ? Optional.of(quoted.get(n - 3)) : Optional.empty(),
                n > 1 ? Optional.of(quoted.get(n - 2)) : Optional.empty(),
                n > 0 ? Optional.of(quoted.get(n - 1)) : Optional.empty());
    }
}
