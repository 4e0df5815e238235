package io.headwater.incident.lineage;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.packed.PackedTexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An asset as the graph keeps it: what it shares with others in its profile, its own texts packed into bytes, a quarter of
 * what they take as objects. Immutable.
 */
final class Description {
    private static final CheckKind[] KINDS = CheckKind.values();

    private final String urn;
    /** Null for a placeholder. */
    private final Profile profile;

    private final String[] upstreams;
    private final byte[] texts;

    private Description(String urn, Profile profile, String[] upstreams, byte[] texts) {
        this.urn = urn;
        this.profile = profile;
        this.upstreams = upstreams;
        this.texts = texts;
    }

    static Description placeholder(String urn) {
        return new Description(urn, null, new String[0], null);
    }

    /**
     * @param urn equal to the node's; the graph shares the text of URNs
     * @param profile equal to the node's
     * @param upstreams by URN, without the asset itself
     */
    static Description of(AssetNode node, String urn, Profile profile, String... upstreams) {
        return new Description(urn, profile, upstreams, packed(node));
    }

    String urn() {
        return urn;
    }

    boolean isPlaceholder() {
        return profile == null;
    }

    /** The name people know it by, else the last part of its URN. */
    String name() {
        return isPlaceholder() ? AssetNode.shortName(urn) : name(new PackedTexts.Reader(texts));
    }

    boolean hasAlias(String alias) {
        if (isPlaceholder()) {
            return false;
        }
        PackedTexts.Reader reader = new PackedTexts.Reader(texts);
        name(reader);
        return reader.texts().contains(alias);
    }

    boolean watchedBy(CheckId check) {
        return !isPlaceholder()
                && node().checks().stream().anyMatch(known -> known.id().equals(check));
    }

    /** The whole of it; for a placeholder, its place. */
    AssetNode node() {
        if (isPlaceholder()) {
            return AssetNode.bare(urn, AssetType.OTHER, List.of());
        }
        PackedTexts.Reader reader = new PackedTexts.Reader(texts);
        String name = name(reader);
        List<String> aliases = reader.texts();
        List<KnownCheck> checks = checks(reader);
        List<String> url = reader.atEnd() ? List.of() : reader.texts();
        return new AssetNode(
                urn,
                name,
                profile.type(),
                aliases,
                checks,
                Arrays.asList(upstreams),
                profile.owners(),
                profile.tier(),
                profile.maturity(),
                profile.domain(),
                url.stream().findFirst(),
                reader.atEnd() ? List.of() : ColumnEdge.unpack(reader));
    }

    private static byte[] packed(AssetNode node) {
        PackedTexts packed = new PackedTexts();
        boolean shortName = node.name().equals(AssetNode.shortName(node.urn()));
        packed.number(shortName ? 1 : 0);
        if (!shortName) {
            packed.text(node.name());
        }
        packed.texts(node.aliases());
        packed.number(node.checks().size());
        for (KnownCheck check : node.checks()) {
            packed.text(check.id().source());
            packed.text(check.id().check());
            packed.text(check.name());
            packed.number(check.kind().ordinal());
            packed.texts(check.columns());
        }
        if (node.url().isPresent() || !node.columnEdges().isEmpty()) {
            packed.texts(node.url().stream().toList());
            ColumnEdge.pack(node.columnEdges(), packed);
        }
        return packed.bytes();
    }

    private String name(PackedTexts.Reader reader) {
        return reader.number() == 1 ? AssetNode.shortName(urn) : reader.text();
    }

    private static List<KnownCheck> checks(PackedTexts.Reader reader) {
        int size = reader.number();
        if (size == 0) {
            return List.of();
        }
        List<KnownCheck> checks = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            CheckId id = new CheckId(reader.text(), reader.text());
            checks.add(new KnownCheck(id, reader.text(), KINDS[reader.number()], reader.texts()));
        }
        return checks;
    }
}
