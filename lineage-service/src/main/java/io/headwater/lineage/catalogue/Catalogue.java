package io.headwater.lineage.catalogue;

import io.headwater.lineage.facet.AssetFacets;
import io.headwater.lineage.facet.AssetType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The questions asked of the catalogue. Reading an unknown workspace gives nothing, not an error. */
@ApplicationScoped
public class Catalogue {
    private final CatalogueRows rows;

    @Inject
    Catalogue(CatalogueRows rows) {
        this.rows = rows;
    }

    /** An asset in a list. */
    public record Found(String urn, String type, String name, Integer tier, String domain) {}

    /** A person as shown to who may read. */
    public record Named(String person, String name) {}

    /** Where a page ended. */
    public record Place(String name, String urn) {}

    /** What is looked for; absent parts are met by all. */
    public record Search(String workspace, String words, Optional<AssetType> type, Optional<Place> after, int limit) {}

    /** Assets in order of name, each word of the question being met by a name, alias, tag, team or owner. */
    public Uni<List<Found>> search(Search search) {
        List<String> prefixes = SearchWords.prefixes(search.words());
        String sql = searchSql(search, prefixes.size());
        return read(session -> {
                    var query = session.createNativeQuery(sql, Object[].class)
                            .setParameter("ws", search.workspace())
                            .setMaxResults(search.limit());
                    for (int i = 0; i < prefixes.size(); i++) {
                        query = query.setParameter("word" + i, prefixes.get(i));
                    }
                    if (search.type().isPresent()) {
                        query = query.setParameter("type", search.type().get().name());
                    }
                    if (search.after().isPresent()) {
                        query = query.setParameter("name", search.after().get().name())
                                .setParameter("urn", search.after().get().urn());
                    }
                    return query.getResultList();
                })
                .map(found -> found.stream().map(Catalogue::found).toList());
    }

    private static String searchSql(Search search, int words) {
        StringBuilder sql = new StringBuilder(
                """
                select a.urn, a.type, a.name, a.tier, a.domain from catalogue_asset a where a.workspace = :ws
                """);
        for (int i = 0; i < words; i++) {
            sql.append(
                    """
                     and (a.search @@ to_tsquery('simple', :word%1$d) or exists (
                       select 1 from catalogue_owner o
                       join catalogue_person p on p.workspace = o.workspace and p.person = o.person
                       where o.workspace = a.workspace and o.urn = a.urn
                       and p.search @@ to_tsquery('simple', :word%1$d)))
                    """
                            .formatted(i));
        }
        if (search.type().isPresent()) {
            sql.append(" and a.type = :type");
        }
        if (search.after().isPresent()) {
            sql.append(" and (a.name, a.urn) > (:name, :urn)");
        }
        return sql.append(" order by a.name, a.urn").toString();
    }

    /** The URN of an asset, by its URN or one of its aliases (`kind:value`). */
    public Uni<Optional<String>> resolve(String workspace, String urnOrAlias) {
        if (!CatalogueRows.isKey(urnOrAlias)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return read(session -> session.createNativeQuery(
                                """
                        select urn from (
                          select urn, 0 as preference from catalogue_asset where workspace = :ws and urn = :name
                          union all
                          select urn, 1 from catalogue_alias where workspace = :ws and alias = :name
                          union all
                          select urn, 2 from catalogue_alias where workspace = :ws and alias = :lower) as found
                        order by preference, urn""",
                                String.class)
                        .setParameter("ws", workspace)
                        .setParameter("name", urnOrAlias)
                        .setParameter("lower", urnOrAlias.toLowerCase(Locale.ROOT))
                        .setMaxResults(1)
                        .getResultList())
                .map(found -> found.stream().findFirst());
    }

    /** All that is said of an asset. */
    public Uni<Optional<AssetFacets>> find(String workspace, String urn) {
        return read(session -> session.find(CatalogueAsset.class, new CatalogueAsset.Key(workspace, urn)))
                .map(row -> Optional.ofNullable(row).map(found -> rows.read(found.facets)));
    }

    /** The names of those people that are known, by hash. */
    public Uni<Map<String, Named>> people(String workspace, List<String> hashes) {
        if (hashes.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return read(session -> session.createQuery(
                                "from CataloguePerson where workspace = :ws and person in :hashes",
                                CataloguePerson.class)
                        .setParameter("ws", workspace)
                        .setParameter("hashes", hashes)
                        .getResultList())
                .map(people -> people.stream()
                        .collect(Collectors.toMap(
                                p -> p.person, p -> new Named(p.person, p.name != null ? p.name : p.email))));
    }

    private static Found found(Object[] row) {
        return new Found(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                row[3] == null ? null : ((Number) row[3]).intValue(),
                (String) row[4]);
    }

    static <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> question) {
        return Panache.withSession(() -> Panache.getSession().flatMap(session -> question.apply(session)));
    }

    /** A list without its last item where it holds more than n; that there is more is known by then. */
    static <T> List<T> first(List<T> items, int n) {
        return items.size() > n ? new ArrayList<>(items.subList(0, n)) : items;
    }
}
