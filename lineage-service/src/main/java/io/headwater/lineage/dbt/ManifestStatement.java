package io.headwater.lineage.dbt;

import io.headwater.dbt.Manifest;
import io.headwater.dbt.ManifestNode;
import io.headwater.dbt.ResourceType;
import io.headwater.dbt.TestSubjects;
import io.headwater.identity.AssetUrn;
import io.headwater.lineage.facet.Alias;
import io.headwater.lineage.facet.AssetType;
import io.headwater.lineage.facet.Check;
import io.headwater.lineage.facet.CheckKind;
import io.headwater.lineage.facet.Facet;
import io.headwater.lineage.facet.Severity;
import io.headwater.lineage.facet.Statement;
import io.headwater.lineage.facet.Upstream;
import io.headwater.lineage.people.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a manifest says: a facet for each model, seed, snapshot, source and exposure, with its tests as checks. Ephemeral
 * models are no assets; lineage passes through them.
 */
public final class ManifestStatement {
    private final Manifest manifest;
    private final ManifestPeople people;
    private final Map<String, List<Check>> checks = new HashMap<>();

    private ManifestStatement(Manifest manifest, People people) {
        this.manifest = manifest;
        this.people = new ManifestPeople(manifest, people);
    }

    /**
     * The statement of a manifest.
     *
     * @param arrivedAt stands in for a manifest without a date; no manifest is younger
     * @param people hashes and remembers whom the manifest names
     */
    public static Statement of(Manifest manifest, Instant arrivedAt, People people) {
        Instant generated = manifest.metadata().generatedAt().orElse(arrivedAt);
        return Statement.whole(
                ManifestScope.of(manifest),
                generated.isAfter(arrivedAt) ? arrivedAt : generated,
                new ManifestStatement(manifest, people).facets());
    }

    private Collection<Facet> facets() {
        manifest.nodes(ResourceType.TEST).forEach(test -> attach(test, CheckKind.DATA_TEST));
        manifest.nodes(ResourceType.UNIT_TEST).forEach(test -> attach(test, CheckKind.UNIT_TEST));
        Map<String, Facet> byUrn = new TreeMap<>();
        for (ManifestNode node : manifest.nodes().values()) {
            Optional<String> urn =
                    node.resourceType() == ResourceType.EXPOSURE ? Optional.of(exposureUrn(node)) : manifest.urn(node);
            // Within one project a relation may stand as a model and, wrongly, as a source too: both say what they
            // know.
            urn.filter(ManifestStatement::isName)
                    .ifPresent(name -> byUrn.merge(name, facet(name, node), ManifestStatement::joined));
        }
        return byUrn.values();
    }

    private Facet facet(String urn, ManifestNode node) {
        boolean exposure = node.resourceType() == ResourceType.EXPOSURE;
        return new Facet.Builder(urn, type(node), clean(exposure ? node.label().orElse(node.name()) : node.alias()))
                .description(node.description().map(people::mask))
                .aliases(aliases(node, exposure))
                .checks(checks.getOrDefault(node.uniqueId(), List.of()))
                .upstreams(manifest.upstreamUrns(node).stream()
                        .filter(upstream -> isName(upstream) && !upstream.equals(urn))
                        .map(Upstream::of)
                        .toList())
                .owners(people.owners(node))
                .tier(tier(node))
                .maturity(node.maturity().map(ManifestStatement::clean))
                .domain(node.group().map(ManifestStatement::clean))
                .tags(node.tags().stream().map(people::mask).toList())
                .columns(node.columns().stream().map(ManifestStatement::clean).toList())
                .url(node.url())
                .meta(people.withoutPeople(node.meta()))
                .build();
    }

    private void attach(ManifestNode test, CheckKind kind) {
        Check check = new Check(
                "dbt",
                test.uniqueId(),
                clean(test.name()),
                kind,
                test.columnName().or(() -> test.test().flatMap(t -> t.column())).stream()
                        .map(ManifestStatement::clean)
                        .toList(),
                test.severity()
                        .map(s -> s.toUpperCase(Locale.ROOT).equals("WARN") ? Severity.LOW : Severity.HIGH)
                        .orElse(Severity.UNKNOWN));
        for (ManifestNode subject : TestSubjects.of(manifest, test)) {
            checks.computeIfAbsent(subject.uniqueId(), id -> new ArrayList<>()).add(check);
        }
    }

    private static List<Alias> aliases(ManifestNode node, boolean exposure) {
        List<Alias> aliases = new ArrayList<>();
        aliases.add(new Alias("dbt", node.uniqueId()));
        if (exposure) {
            node.url().ifPresent(url -> aliases.add(new Alias("url", url)));
            return aliases;
        }
        if (node.database().isPresent() && node.schema().isPresent()) {
            String table = node.database().get() + ":" + node.schema().get() + "." + node.alias();
            aliases.add(new Alias("mc-table", table.toLowerCase(Locale.ROOT)));
        }
        String name = node.sourceName().map(source -> source + ".").orElse("") + node.name();
        aliases.add(new Alias("name", name));
        return aliases;
    }

    private static AssetType type(ManifestNode node) {
        return switch (node.resourceType()) {
            case MODEL -> AssetType.MODEL;
            case SEED -> AssetType.SEED;
            case SNAPSHOT -> AssetType.SNAPSHOT;
            case SOURCE -> AssetType.SOURCE;
            case EXPOSURE ->
                switch (node.exposureType().orElse("").toLowerCase(Locale.ROOT)) {
                    case "dashboard" -> AssetType.DASHBOARD;
                    case "notebook" -> AssetType.NOTEBOOK;
                    case "analysis" -> AssetType.ANALYSIS;
                    case "ml" -> AssetType.ML_MODEL;
                    case "application" -> AssetType.APPLICATION;
                    default -> AssetType.OTHER;
                };
            default -> AssetType.OTHER;
        };
    }

    /** `dashboard:dbt:<package>.<exposure>`: two projects may each have an exposure of the same name. */
    private static String exposureUrn(ManifestNode exposure) {
        return AssetUrn.dashboard("dbt", exposure.packageName() + "." + exposure.name());
    }

    /** `meta.tier`: a number, or text that ends in one (`tier-1`, `P1`). */
    private static OptionalInt tier(ManifestNode node) {
        String digits = node.meta().getOrDefault("tier", "").replaceAll("^\\D*(\\d{1,2})(\\.0)?$", "$1");
        return digits.matches("[1-9]\\d?") ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }

    private static Facet joined(Facet one, Facet other) {
        boolean oneBuilds = one.type() != AssetType.SOURCE;
        Facet first = oneBuilds ? one : other;
        Facet second = oneBuilds ? other : one;
        return first.but()
                .description(first.description().or(second::description))
                .aliases(both(first.aliases(), second.aliases()))
                .checks(both(first.checks(), second.checks()))
                .upstreams(both(first.upstreams(), second.upstreams()))
                .owners(both(first.owners(), second.owners()))
                .tags(both(first.tags(), second.tags()))
                .columns(both(first.columns(), second.columns()))
                .build();
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        List<T> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static boolean isName(String urn) {
        return urn.length() <= 600 && urn.indexOf('\0') < 0;
    }

    private static String clean(String text) {
        return text.replace("\0", "");
    }
}
