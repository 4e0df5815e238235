package io.headwater.lineage.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.headwater.lineage.facet.AssetFacets;
import io.headwater.lineage.facet.Facet;
import io.headwater.lineage.facet.Known;
import io.headwater.lineage.facet.Scope;
import io.headwater.lineage.facet.ScopedFacet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is on record of scopes and their facets, within one workspace and one transaction. */
final class FacetStore {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    private final Connection connection;
    private final String workspace;

    FacetStore(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /** Source time of the whole statement in force for the scope. */
    Optional<Instant> inForce(Scope scope) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select observed_at from intake_scope where workspace = ? and scope = ?")) {
            select.setString(1, workspace);
            select.setString(2, scope.text());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(instant(rows, 1)) : Optional.empty();
            }
        }
    }

    void putInForce(Scope scope, Instant observedAt) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                """
                insert into intake_scope (workspace, scope, project, observed_at) values (?, ?, ?, ?)
                on conflict (workspace, scope) do update set observed_at = excluded.observed_at""")) {
            upsert.setString(1, workspace);
            upsert.setString(2, scope.text());
            upsert.setString(3, scope.project());
            upsert.setObject(4, utc(observedAt));
            upsert.executeUpdate();
        }
    }

    /** The scope of that project which speaks of most of these assets, and of how many. */
    Optional<Overlap> mostAlike(Scope like, Collection<String> urns) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                """
                select f.scope, count(*) from intake_scope s
                join intake_facet f on f.workspace = s.workspace and f.scope = s.scope
                where s.workspace = ? and s.project = ? and s.scope like ? and f.urn = any(?)
                group by f.scope order by 2 desc, 1 limit 1""")) {
            select.setString(1, workspace);
            select.setString(2, like.project());
            select.setString(3, like.source() + "/%");
            select.setArray(4, connection.createArrayOf("text", urns.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(new Overlap(rows.getString(1), rows.getInt(2))) : Optional.empty();
            }
        }
    }

    /** How many of some assets a scope speaks of. */
    record Overlap(String scope, int assets) {}

    /** Every facet of the scope, by URN. */
    Map<String, Known> known(Scope scope) throws SQLException {
        Map<String, Known> known = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select urn, fingerprint, observed_at from intake_facet where workspace = ? and scope = ?")) {
            select.setString(1, workspace);
            select.setString(2, scope.text());
            select.setFetchSize(5_000);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.put(rows.getString(1), new Known(rows.getString(2), instant(rows, 3)));
                }
            }
        }
        return known;
    }

    /** The assets' facets of every scope, by URN. */
    Map<String, AssetFacets> assets(Collection<String> urns) throws SQLException {
        Map<String, AssetFacets> assets = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select urn, scope, observed_at, body from intake_facet where workspace = ? and urn = any(?)")) {
            select.setString(1, workspace);
            select.setArray(2, connection.createArrayOf("text", urns.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ScopedFacet facet = new ScopedFacet(rows.getString(2), instant(rows, 3), read(rows.getString(4)));
                    assets.merge(
                            rows.getString(1),
                            AssetFacets.none(rows.getString(1)).with(facet),
                            (before, one) -> before.with(facet));
                }
            }
        }
        return assets;
    }

    void put(Scope scope, Instant observedAt, Collection<Facet> facets) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                """
                insert into intake_facet (workspace, urn, scope, observed_at, fingerprint, body)
                values (?, ?, ?, ?, ?, ?)
                on conflict (workspace, urn, scope) do update
                set observed_at = excluded.observed_at, fingerprint = excluded.fingerprint, body = excluded.body""")) {
            for (Facet facet : facets) {
                upsert.setString(1, workspace);
                upsert.setString(2, facet.urn());
                upsert.setString(3, scope.text());
                upsert.setObject(4, utc(observedAt));
                upsert.setString(5, facet.fingerprint());
                upsert.setString(6, write(facet));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    void remove(Scope scope, Collection<String> urns) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from intake_facet where workspace = ? and scope = ? and urn = any(?)")) {
            delete.setString(1, workspace);
            delete.setString(2, scope.text());
            delete.setArray(3, connection.createArrayOf("text", urns.toArray()));
            delete.executeUpdate();
        }
    }

    /** Notes that the facets were said again at that time. */
    void confirm(Scope scope, Instant observedAt, Collection<String> urns) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update intake_facet set observed_at = ? where workspace = ? and scope = ? and urn = any(?)"
                        + " and observed_at < ?")) {
            update.setObject(1, utc(observedAt));
            update.setString(2, workspace);
            update.setString(3, scope.text());
            update.setArray(4, connection.createArrayOf("text", urns.toArray()));
            update.setObject(5, utc(observedAt));
            update.executeUpdate();
        }
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String write(Facet facet) {
        try {
            return JSON.writeValueAsString(facet);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a facet is plain values", impossible);
        }
    }

    private static Facet read(String body) {
        try {
            return JSON.readValue(body, Facet.class);
        } catch (JsonProcessingException stale) {
            throw new IllegalStateException("a stored facet cannot be read", stale);
        }
    }
}
