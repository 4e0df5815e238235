package io.headwater.incident.projection;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The schemas around a rebuild: the one that serves, the next one while it is built, the old one until it is dropped. A
 * PostgreSQL advisory lock says that a rebuild runs; it ends with the process that holds it.
 */
@ApplicationScoped
class ProjectionSchemas {
    /** With the one that holds the claim and the one that keeps the progress they are all connections of the pool. */
    private static final int INDEXERS = 2;

    private final AgroalDataSource database;
    private final Flyway flyway;
    private final String serving;

    @Inject
    ProjectionSchemas(
            AgroalDataSource database,
            Flyway flyway,
            @ConfigProperty(name = "headwater.projection.schema") String serving) {
        this.database = database;
        this.flyway = flyway;
        this.serving = serving;
    }

    String next() {
        return serving + "_next";
    }

    private String old() {
        return serving + "_old";
    }

    /** The right to rebuild, for as long as the connection is open; empty where another has it. */
    Optional<Connection> claim() throws SQLException {
        Connection connection = database.getConnection();
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(hashtext(?))")) {
            lock.setString(1, lockName());
            try (ResultSet answer = lock.executeQuery()) {
                answer.next();
                if (answer.getBoolean(1)) {
                    return Optional.of(connection);
                }
            }
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
        connection.close();
        return Optional.empty();
    }

    String lockName() {
        return "headwater rebuild of " + serving;
    }

    /** The connection goes back to a pool, so the lock is given back by itself. */
    void release(Connection claim) throws SQLException {
        try (claim;
                PreparedStatement unlock = claim.prepareStatement("select pg_advisory_unlock(hashtext(?))")) {
            unlock.setString(1, lockName());
            unlock.execute();
        }
    }

    /** The schemas that do not serve: half built, or put aside. */
    void dropOthers() throws SQLException {
        execute("drop schema if exists " + quoted(next()) + " cascade");
        execute("drop schema if exists " + quoted(old()) + " cascade");
    }

    /** The next schema, with all tables and no rows. */
    void createNext() throws SQLException {
        execute("create schema " + quoted(next()));
        new FluentConfiguration()
                .configuration(flyway.getConfiguration())
                .schemas(next())
                .defaultSchema(next())
                .createSchemas(false)
                .load()
                .migrate();
    }

    /** All search documents of the next schema; the database makes a share of them on each of its processors. */
    void index() throws SQLException, InterruptedException {
        ExecutorService indexers = Executors.newFixedThreadPool(INDEXERS);
        try {
            List<Future<Void>> shares = indexers.invokeAll(IntStream.range(0, INDEXERS)
                    .<Callable<Void>>mapToObj(share -> () -> {
                        index(share);
                        return null;
                    })
                    .toList());
            for (Future<Void> share : shares) {
                share.get();
            }
        } catch (ExecutionException failure) {
            throw new SQLException("the search documents could not be made", failure.getCause());
        } finally {
            indexers.shutdown();
        }
    }

    private void index(int share) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local search_path to " + quoted(next()));
                statement.execute("insert into incident_search (incident_key, workspace, document, words)"
                        + " select key, workspace, incident_document(key), incident_words(key) from incident"
                        + " where abs(mod(hashtext(key), " + INDEXERS + ")) = " + share
                        + " on conflict (incident_key) do nothing");
                connection.commit();
            } catch (SQLException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Brings the next schema to where the serving one stands while nobody can write to the latter. */
    interface CatchUp {
        void to(Map<String, Long> offsets);
    }

    /**
     * Puts the next schema in place of the serving one, in one transaction. Writers wait at their first statement, the
     * offsets, and then find the names mean the new tables; readers never wait. The old schema is put aside, to be
     * dropped after that, so that the switch needs no lock on what is being read.
     */
    void switchOver(CatchUp catchUp) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("lock table " + quoted(serving) + ".projection_offset in access exclusive mode");
                catchUp.to(offsets(statement));
                carryOver(statement);
                statement.execute("alter schema " + quoted(serving) + " rename to " + quoted(old()));
                statement.execute("alter schema " + quoted(next()) + " rename to " + quoted(serving));
                statement.execute("select pg_notify('" + Announcements.CHANNEL + "', '" + Announcements.REFRESH + "')");
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private Map<String, Long> offsets(Statement statement) throws SQLException {
        Map<String, Long> offsets = new HashMap<>();
        try (ResultSet rows =
                statement.executeQuery("select key, next_offset from " + quoted(serving) + ".projection_offset")) {
            while (rows.next()) {
                offsets.put(rows.getString(1), rows.getLong(2));
            }
        }
        return offsets;
    }

    /** The topic of asset status is compacted: what an asset was before is known here alone. */
    private void carryOver(Statement statement) throws SQLException {
        statement.execute(
                """
                insert into %1$s.asset_status_interval (asset_key, since, until, status, incident)
                select o.asset_key, o.since, coalesce(o.until, n.first), o.status, o.incident
                from %2$s.asset_status_interval o
                left join (select asset_key, min(since) as first from %1$s.asset_status_interval group by asset_key) n
                    on n.asset_key = o.asset_key
                where n.first is null or o.since < n.first
                """
                        .formatted(quoted(next()), quoted(serving)));
    }

    Rebuild load() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select state, phase, records, total, started_by,"
                        + " started_at, updated_at, reason from rebuild.progress where schema = ?")) {
            query.setString(1, serving);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? new Rebuild(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getString(5),
                                instant(row, 6),
                                instant(row, 7),
                                row.getString(8))
                        : Rebuild.never();
            }
        }
    }

    void save(Rebuild rebuild) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        """
                        insert into rebuild.progress (schema, state, phase, records, total, started_by, started_at,
                            updated_at, reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (schema) do update set state = excluded.state, phase = excluded.phase,
                            records = excluded.records, total = excluded.total, started_by = excluded.started_by,
                            started_at = excluded.started_at, updated_at = excluded.updated_at,
                            reason = excluded.reason
                        """)) {
            update.setString(1, serving);
            update.setString(2, rebuild.state());
            update.setString(3, rebuild.phase());
            update.setLong(4, rebuild.records());
            update.setLong(5, rebuild.total());
            update.setString(6, rebuild.startedBy());
            update.setObject(7, rebuild.startedAt().atOffset(ZoneOffset.UTC));
            update.setObject(8, rebuild.updatedAt().atOffset(ZoneOffset.UTC));
            update.setString(9, rebuild.reason());
            update.executeUpdate();
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
