package io.headwater.incident.lineage;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What many assets have in common: kept once for all that share it. */
record Profile(
        AssetType type, OptionalInt tier, List<Owner> owners, Optional<String> maturity, Optional<String> domain) {
    static Profile of(AssetNode node) {
        return new Profile(node.type(), node.tier(), node.owners(), node.maturity(), node.domain());
    }
}
