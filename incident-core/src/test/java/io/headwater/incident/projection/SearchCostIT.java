package io.headwater.incident.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.headwater.stack.HeadwaterTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What the search index costs to keep, as PostgreSQL counts it; the server is the one of {@link ProjectionIT}. */
@QuarkusTest
@TestProfile(WithoutTopology.class)
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "incidents"))
class SearchCostIT {
    @Inject
    AgroalDataSource database;

    @Test
    void the_document_of_an_incident_is_made_without_reading_the_events_of_others() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local search_path to projection_v1");
            statement.execute("insert into incident (key, workspace, id, version, status, priority, title, opened_at,"
                    + " updated_at, headline) select 'cost|inc-' || n, 'cost', 'inc-' || n, 20, 'RESOLVED', 'P2',"
                    + " 'late', now(), now(), '{}' from generate_series(1, 500) n");
            statement.execute("insert into incident_event (incident_key, version, type, at, sentence, document)"
                    + " select 'cost|inc-' || n, v, 'NoteAdded', now(), 'reloading number ' || n, '{}'"
                    + " from generate_series(1, 500) n, generate_series(1, 20) v");
            long before = readOneByOne(statement);
            try (ResultSet found = statement.executeQuery("select incident_document('cost|inc-7')")) {
                found.next();
                assertThat(found.getString(1)).contains("reload");
            }
            assertThat(readOneByOne(statement) - before).isZero();
            connection.rollback();
        }
    }

    /** Rows of events that this transaction read from first to last. */
    private static long readOneByOne(Statement statement) throws SQLException {
        try (ResultSet read = statement.executeQuery("select seq_tup_read from pg_stat_xact_user_tables"
                + " where schemaname = 'projection_v1' and relname = 'incident_event'")) {
            read.next();
            return read.getLong(1);
        }
    }
}
