package io.headwater.incident.projection;

import io.headwater.schema.Alias;
import io.headwater.schema.Asset;
import io.headwater.topics.RecordKey;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import org.hibernate.reactive.mutiny.Mutiny;

/** Which asset a name means: the catalogue's rule, on what the log says of the assets' aliases. */
final class AssetNames {
    /** In bytes; an index of PostgreSQL takes a third more. */
    private static final int LONGEST = 2_000;

    private AssetNames() {}

    /** The URN of the asset of that URN or alias (`kind:value`), of several the first; the name itself where there is none. */
    static Uni<String> urn(Mutiny.Session session, String workspace, String name) {
        return session.createNativeQuery(
                        """
                        select urn from (
                          select urn, 0 as preference from asset_names where key = :key
                          union all
                          select urn, 1 from asset_names where workspace = :workspace
                            and string_to_array(aliases, chr(10)) @> array[cast(:name as text)]
                          union all
                          select urn, 2 from asset_names where workspace = :workspace
                            and string_to_array(aliases, chr(10)) @> array[cast(:lower as text)]) as found
                        order by preference, urn limit 1""",
                        String.class)
                .setParameter("key", RecordKey.of(workspace, name))
                .setParameter("workspace", workspace)
                .setParameter("name", name)
                .setParameter("lower", name.toLowerCase(Locale.ROOT))
                .getResultList()
                .map(found -> found.isEmpty() ? name : found.get(0));
    }

    /** The filter, its asset by URN. */
    static Uni<IncidentFilter> urn(Mutiny.Session session, String workspace, IncidentFilter filter) {
        return filter.asset() == null
                ? Uni.createFrom().item(filter)
                : urn(session, workspace, filter.asset()).map(filter::withAsset);
    }

    /** The aliases that can be looked for. */
    static String aliases(Asset asset) {
        return Lines.of(asset.getFacets().stream()
                .map(facet -> facet.getAliases())
                .flatMap(Collection::stream)
                .map(AssetNames::text)
                .filter(AssetNames::isKey)
                .sorted()
                .distinct()
                .toList());
    }

    private static String text(Alias alias) {
        return alias.getKind() + ":" + alias.getValue();
    }

    /** Whether the text can be looked for. */
    static boolean isKey(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                && text.chars().noneMatch(character -> character == '\0' || character == '\n');
    }
}
