package io.headwater.incident.projection;

import io.headwater.identity.AssetUrn;
import java.util.Collection;
import java.util.stream.Collectors;

/** The name people say of a URN; of a relation with its schema: `raw.payments`. */
public final class SpokenName {
    private SpokenName() {}

    public static String of(String urn) {
        if (urn.startsWith("table:") && urn.chars().filter(c -> c == '.').count() >= 2) {
            return urn.substring(urn.indexOf('.') + 1);
        }
        return AssetUrn.shortName(urn);
    }

    static String ofAll(Collection<String> urns) {
        return urns.stream().map(SpokenName::of).collect(Collectors.joining(", "));
    }
}
