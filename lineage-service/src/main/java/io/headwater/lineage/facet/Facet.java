package io.headwater.lineage.facet;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one scope says of one asset. Lists are sorted and hold nothing twice, so that equal content is equal.
 *
 * @param urn canonical name of the asset
 * @param tier 1 is the most important
 * @param maturity high, medium, low
 * @param domain dbt group, or as the source says
 * @param columns in name order
 */
public record Facet(
        String urn,
        AssetType type,
        String name,
        Optional<String> description,
        List<Alias> aliases,
        List<Check> checks,
        List<Upstream> upstreams,
        List<Owner> owners,
        OptionalInt tier,
        Optional<String> maturity,
        Optional<String> domain,
        List<String> tags,
        List<String> columns,
        Optional<String> url,
        Map<String, String> meta) {

    public Facet {
        aliases = sorted(aliases);
        checks = sorted(checks);
        upstreams = sorted(upstreams);
        owners = sorted(owners);
        tags = sorted(tags);
        columns = sorted(columns);
        meta = java.util.Collections.unmodifiableMap(new TreeMap<>(meta));
    }

    /** A facet that says no more than what the asset is. */
    public static Facet bare(String urn, AssetType type, String name) {
        return new Builder(urn, type, name).build();
    }

    /** Digest of the content; the time it was said is no part of it. */
    public String fingerprint() {
        return new Fingerprint()
                .add(urn)
                .add(type.name())
                .add(name)
                .add(description.orElse(null))
                .addAll(aliases, (print, alias) -> print.add(alias.kind()).add(alias.value()))
                .addAll(checks, Facet::printCheck)
                .addAll(upstreams, Facet::printUpstream)
                .addAll(owners, (print, owner) -> print.add(owner.person().orElse(null))
                        .add(owner.team().orElse(null)))
                .add(tier.isPresent() ? String.valueOf(tier.getAsInt()) : null)
                .add(maturity.orElse(null))
                .add(domain.orElse(null))
                .addAll(tags, Fingerprint::add)
                .addAll(columns, Fingerprint::add)
                .add(url.orElse(null))
                .addAll(meta.entrySet(), (print, entry) -> print.add(entry.getKey())
                        .add(entry.getValue()))
                .hex();
    }

    private static void printCheck(Fingerprint print, Check check) {
        print.add(check.source())
                .add(check.check())
                .add(check.name())
                .add(check.kind().name())
                .addAll(check.columns(), Fingerprint::add)
                .add(check.severity().name());
    }

    private static void printUpstream(Fingerprint print, Upstream upstream) {
        print.add(upstream.urn()).addAll(upstream.columns(), (p, edge) -> p.add(edge.upstreamColumn())
                .add(edge.column()));
    }

    private static <T extends Comparable<? super T>> List<T> sorted(Collection<T> items) {
        TreeSet<T> set = new TreeSet<>(Comparator.naturalOrder());
        set.addAll(items);
        return List.copyOf(set);
    }

    /** Starts from this facet's content. */
    public Builder but() {
        Builder builder = new Builder(urn, type, name);
        builder.description = description;
        builder.aliases = aliases;
        builder.checks = checks;
        builder.upstreams = upstreams;
        builder.owners = owners;
        builder.tier = tier;
        builder.maturity = maturity;
        builder.domain = domain;
        builder.tags = tags;
        builder.columns = columns;
        builder.url = url;
        builder.meta = meta;
        return builder;
    }

    /** Names fifteen parts where a constructor would only count them. */
    public static final class Builder {
        private final String urn;
        private final AssetType type;
        private final String name;
        private Optional<String> description = Optional.empty();
        private List<Alias> aliases = List.of();
        private List<Check> checks = List.of();
        private List<Upstream> upstreams = List.of();
        private List<Owner> owners = List.of();
        private OptionalInt tier = OptionalInt.empty();
        private Optional<String> maturity = Optional.empty();
        private Optional<String> domain = Optional.empty();
        private List<String> tags = List.of();
        private List<String> columns = List.of();
        private Optional<String> url = Optional.empty();
        private Map<String, String> meta = Map.of();

        public Builder(String urn, AssetType type, String name) {
            this.urn = urn;
            this.type = type;
            this.name = name;
        }

        public Builder description(Optional<String> value) {
            this.description = value;
            return this;
        }

        public Builder aliases(Collection<Alias> value) {
            this.aliases = List.copyOf(value);
            return this;
        }

        public Builder checks(Collection<Check> value) {
            this.checks = List.copyOf(value);
            return this;
        }

        public Builder upstreams(Collection<Upstream> value) {
            this.upstreams = List.copyOf(value);
            return this;
        }

        public Builder owners(Collection<Owner> value) {
            this.owners = List.copyOf(value);
            return this;
        }

        public Builder tier(OptionalInt value) {
            this.tier = value;
            return this;
        }

        public Builder maturity(Optional<String> value) {
            this.maturity = value;
            return this;
        }

        public Builder domain(Optional<String> value) {
            this.domain = value;
            return this;
        }

        public Builder tags(Collection<String> value) {
            this.tags = List.copyOf(value);
            return this;
        }

        public Builder columns(Collection<String> value) {
            this.columns = List.copyOf(value);
            return this;
        }

        public Builder url(Optional<String> value) {
            this.url = value;
            return this;
        }

        public Builder meta(Map<String, String> value) {
            this.meta = value;
            return this;
        }

        public Facet build() {
            return new Facet(
                    urn,
                    type,
                    name,
                    description,
                    aliases,
                    checks,
                    upstreams,
                    owners,
                    tier,
                    maturity,
                    domain,
                    tags,
                    columns,
                    url,
                    meta);
        }
    }
}
