package io.headwater.lineage.facet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a facet small enough that an asset's record stays below what a topic takes (512 KiB). What is cut is said, so
 * that it can be logged and counted; the same facet is always cut alike.
 */
public final class Caps {
    /** Bytes that one facet may take; several facets of one asset fit a record with room to spare. */
    static final int FACET_BYTES = 96 * 1024;

    private static final int TEXT = 4_000;
    private static final int NAME = 512;
    private static final int META_VALUE = 1_000;

    private Caps() {}

    /**
     * A facet within its limits.
     *
     * @param cut what was left out, in words; empty where all of it fits
     */
    public record Capped(Facet facet, List<String> cut) {
        public Capped {
            cut = List.copyOf(cut);
        }
    }

    /** Cuts what is too long: texts first, then, while the facet is too large, its longest lists by half. */
    public static Capped cap(Facet facet) {
        List<String> cut = new ArrayList<>();
        Facet small = facet.but()
                .description(facet.description().map(text -> shorten(text, TEXT, "description", cut)))
                .url(facet.url().filter(url -> fits(url, TEXT, "url", cut)))
                .meta(meta(facet.meta(), cut))
                .build();
        if (facet.name().length() > NAME) {
            cut.add("name cut to " + NAME + " characters");
            small = rename(small, facet.name().substring(0, NAME));
        }
        while (size(small) > FACET_BYTES) {
            small = halveLargest(small, cut);
        }
        return new Capped(small, cut);
    }

    /**
     * The asset with as few facets left out as it takes to stay below the size; the facets that tell most of it are
     * kept.
     */
    public static AssetFacets fit(AssetFacets asset, int maxBytes, List<String> cut) {
        AssetFacets fitting = asset;
        while (fitting.facets().stream().mapToInt(f -> size(f.facet())).sum() > maxBytes) {
            ScopedFacet least = fitting.facets().stream()
                    .min(java.util.Comparator.comparingInt(
                                    (ScopedFacet f) -> f.facet().type().rank())
                            .thenComparing(ScopedFacet::observedAt)
                            .thenComparing(ScopedFacet::scope))
                    .orElseThrow();
            cut.add("facet of " + least.scope() + " left out of the record");
            fitting = fitting.without(least.scope());
        }
        return fitting;
    }

    /** Bytes the facet takes on a topic, estimated from above. */
    static int size(Facet facet) {
        int size = 64 + bytes(facet.urn()) + bytes(facet.name());
        size += facet.description().map(Caps::bytes).orElse(0)
                + facet.url().map(Caps::bytes).orElse(0);
        for (Alias alias : facet.aliases()) {
            size += bytes(alias.kind()) + bytes(alias.value());
        }
        for (Check check : facet.checks()) {
            size += 4 + bytes(check.source()) + bytes(check.check()) + bytes(check.name()) + bytes(check.columns());
        }
        size += upstreamBytes(facet.upstreams());
        for (Owner owner : facet.owners()) {
            size += 4
                    + owner.person().map(Caps::bytes).orElse(0)
                    + owner.team().map(Caps::bytes).orElse(0);
        }
        return size + bytes(facet.tags()) + bytes(facet.columns()) + metaBytes(facet.meta());
    }

    private static Facet halveLargest(Facet facet, List<String> cut) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("columns", bytes(facet.columns()));
        sizes.put("meta", metaBytes(facet.meta()));
        sizes.put("tags", bytes(facet.tags()));
        sizes.put("column edges", columnEdgeBytes(facet.upstreams()));
        sizes.put("upstreams", upstreamBytes(facet.upstreams()) - columnEdgeBytes(facet.upstreams()));
        sizes.put(
                "checks",
                facet.checks().stream()
                        .mapToInt(c -> 4 + bytes(c.check()) + bytes(c.name()) + bytes(c.columns()))
                        .sum());
        sizes.put(
                "aliases",
                facet.aliases().stream().mapToInt(a -> bytes(a.value())).sum());
        sizes.put("owners", facet.owners().size() * 40);
        String largest = sizes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        cut.add(largest + " cut by half");
        Facet.Builder next = facet.but();
        return switch (largest) {
            case "columns" -> next.columns(half(facet.columns())).build();
            case "meta" -> next.meta(firstHalf(facet.meta())).build();
            case "tags" -> next.tags(half(facet.tags())).build();
            case "column edges" ->
                next.upstreams(facet.upstreams().stream()
                                .map(u -> new Upstream(u.urn(), half(u.columns())))
                                .toList())
                        .build();
            case "upstreams" -> next.upstreams(half(facet.upstreams())).build();
            case "checks" -> next.checks(half(facet.checks())).build();
            case "aliases" -> next.aliases(half(facet.aliases())).build();
            default -> next.owners(half(facet.owners())).build();
        };
    }

    private static Facet rename(Facet facet, String name) {
        return new Facet(
                facet.urn(),
                facet.type(),
                name,
                facet.description(),
                facet.aliases(),
                facet.checks(),
                facet.upstreams(),
                facet.owners(),
                facet.tier(),
                facet.maturity(),
                facet.domain(),
                facet.tags(),
                facet.columns(),
                facet.url(),
                facet.meta());
    }

    private static Map<String, String> meta(Map<String, String> meta, List<String> cut) {
        Map<String, String> small = new LinkedHashMap<>();
        meta.forEach((key, value) -> small.put(key, shorten(value, META_VALUE, "meta." + key, cut)));
        return small;
    }

    private static Map<String, String> firstHalf(Map<String, String> meta) {
        Map<String, String> half = new LinkedHashMap<>();
        meta.entrySet().stream().limit(meta.size() / 2).forEach(e -> half.put(e.getKey(), e.getValue()));
        return half;
    }

    private static <T> List<T> half(List<T> items) {
        return items.subList(0, items.size() / 2);
    }

    private static String shorten(String text, int limit, String what, List<String> cut) {
        if (text.length() <= limit) {
            return text;
        }
        cut.add(what + " cut to " + limit + " characters");
        // Not in the middle of a character outside the basic plane.
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end);
    }

    private static boolean fits(String text, int limit, String what, List<String> cut) {
        if (text.length() > limit) {
            cut.add(what + " left out: over " + limit + " characters");
        }
        return text.length() <= limit;
    }

    private static int columnEdgeBytes(List<Upstream> upstreams) {
        return upstreams.stream()
                .flatMap(u -> u.columns().stream())
                .mapToInt(c -> bytes(c.upstreamColumn()) + bytes(c.column()))
                .sum();
    }

    private static int upstreamBytes(List<Upstream> upstreams) {
        return columnEdgeBytes(upstreams)
                + upstreams.stream().mapToInt(u -> bytes(u.urn()) + 2).sum();
    }

    private static int metaBytes(Map<String, String> meta) {
        return meta.entrySet().stream()
                .mapToInt(e -> bytes(e.getKey()) + bytes(e.getValue()))
                .sum();
    }

    private static int bytes(Collection<String> texts) {
        return texts.stream().mapToInt(Caps::bytes).sum();
    }

    private static int bytes(String text) {
        return 3 + text.getBytes(StandardCharsets.UTF_8).length;
    }
}
