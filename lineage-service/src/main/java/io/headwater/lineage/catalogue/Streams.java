package io.headwater.lineage.catalogue;

import io.headwater.identity.AssetUrn;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What flows into an asset and out of it, hop by hop. Cycles end by themselves; an asset that is named and not described
 * is shown by its URN.
 */
@ApplicationScoped
public class Streams {
    /** Hops; deeper lineage than this is not walked. */
    public static final int DEEPEST = 50;
    /** Assets of one answer. */
    public static final int MOST = 10_000;

    private static final String WALK =
            """
            with recursive walk(urn, depth) as (
              select cast(:urn as text), 0
              union
              select e.%1$s, w.depth + 1 from walk w
              join catalogue_edge e on e.workspace = :ws and e.%2$s = w.urn
              where w.depth < :depth)
            select reached.urn, a.type, a.name, reached.depth
            from (select urn, min(depth) as depth from walk where urn <> :urn group by urn) as reached
            left join catalogue_asset a on a.workspace = :ws and a.urn = reached.urn
            order by reached.depth, reached.urn""";

    /** Which way to walk. */
    public enum Direction {
        UPSTREAM(WALK.formatted("upstream", "downstream")),
        DOWNSTREAM(WALK.formatted("downstream", "upstream"));

        private final String sql;

        Direction(String sql) {
            this.sql = sql;
        }
    }

    /** An asset and how many hops away it is, by the shortest way. */
    public record Reached(String urn, String type, String name, int depth) {}

    /** @param truncated whether there is more, deeper or beyond {@link #MOST} */
    public record Reach(List<Reached> items, boolean truncated) {}

    /** What lies that many hops away or nearer; nothing where nobody names the asset. */
    public Uni<Reach> from(String workspace, String urn, Direction direction, int depth) {
        if (!CatalogueRows.isKey(urn)) {
            return Uni.createFrom().item(new Reach(List.of(), false));
        }
        // One hop and one asset more than asked for tell whether there is more.
        return Catalogue.read(session -> session.createNativeQuery(direction.sql, Object[].class)
                        .setParameter("ws", workspace)
                        .setParameter("urn", urn)
                        .setParameter("depth", depth + 1)
                        .setMaxResults(MOST + 1)
                        .getResultList())
                .map(rows -> {
                    List<Reached> within = rows.stream()
                            .map(Streams::reached)
                            .filter(asset -> asset.depth() <= depth)
                            .toList();
                    boolean truncated = within.size() < rows.size() || within.size() > MOST;
                    return new Reach(Catalogue.first(within, MOST), truncated);
                });
    }

    private static Reached reached(Object[] row) {
        String urn = (String) row[0];
        return new Reached(
                urn,
                row[1] == null ? "OTHER" : (String) row[1],
                row[2] == null ? AssetUrn.shortName(urn) : (String) row[2],
                ((Number) row[3]).intValue());
    }
}
