package io.headwater.incident.lineage;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.packed.PackedTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An asset as bytes, for those who keep a million and want them back within seconds. A first byte gives the form; fields
 * that a later release adds come at the end, where an earlier one passes them over. Enums go by name.
 */
public final class PackedAsset {
    /** The first byte. */
    public static final byte FORM = 1;

    private PackedAsset() {}

    public static byte[] pack(AssetNode node) {
        PackedTexts packed = new PackedTexts();
        packed.number(FORM);
        packed.text(node.urn());
        packed.text(node.name());
        packed.text(node.type().name());
        packed.texts(node.aliases());
        packed.texts(node.upstreams());
        packed.number(node.owners().size());
        for (Owner owner : node.owners()) {
            packed.optional(owner.person());
            packed.optional(owner.team());
        }
        packed.optional(
                node.tier().isPresent()
                        ? Optional.of(Integer.toString(node.tier().getAsInt()))
                        : Optional.empty());
        packed.optional(node.maturity());
        packed.optional(node.domain());
        packed.optional(node.url());
        packed.number(node.checks().size());
        for (KnownCheck check : node.checks()) {
            packed.text(check.id().source());
            packed.text(check.id().check());
            packed.text(check.name());
            packed.text(check.kind().name());
            packed.texts(check.columns());
        }
        if (!node.columnEdges().isEmpty()) {
            ColumnEdge.pack(node.columnEdges(), packed);
        }
        return packed.bytes();
    }

    /** @throws IllegalArgumentException where the bytes are of another form */
    public static AssetNode unpack(byte[] bytes) {
        PackedTexts.Reader reader = new PackedTexts.Reader(bytes);
        int form = reader.number();
        if (form != FORM) {
            throw new IllegalArgumentException("an asset is packed in form " + FORM + ", not " + form);
        }
        String urn = reader.text();
        String name = reader.text();
        AssetType type = AssetType.valueOf(reader.text());
        List<String> aliases = reader.texts();
        List<String> upstreams = reader.texts();
        List<Owner> owners = owners(reader);
        Optional<String> tier = reader.optional();
        Optional<String> maturity = reader.optional();
        Optional<String> domain = reader.optional();
        Optional<String> url = reader.optional();
        List<KnownCheck> checks = checks(reader);
        return new AssetNode(
                urn,
                name,
                type,
                aliases,
                checks,
                upstreams,
                owners,
                tier.isPresent() ? OptionalInt.of(Integer.parseInt(tier.get())) : OptionalInt.empty(),
                maturity,
                domain,
                url,
                reader.atEnd() ? List.of() : ColumnEdge.unpack(reader));
    }

    private static List<Owner> owners(PackedTexts.Reader reader) {
        int size = reader.number();
        List<Owner> owners = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            owners.add(new Owner(reader.optional(), reader.optional()));
        }
        return owners;
    }

    private static List<KnownCheck> checks(PackedTexts.Reader reader) {
        int size = reader.number();
        List<KnownCheck> checks = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            CheckId id = new CheckId(reader.text(), reader.text());
            checks.add(new KnownCheck(id, reader.text(), CheckKind.valueOf(reader.text()), reader.texts()));
        }
        return checks;
    }
}
