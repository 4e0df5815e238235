package io.headwater.stack;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL is ready when it lets the user in. */
record PostgresProbe(String jdbcUrl, String username, String password) implements ServerHandle.Probe {
    Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(jdbcUrl);
        source.setUser(username);
        source.setPassword(password);
        source.setConnectTimeout(5);
        return source.getConnection();
    }

    @Override
    public Optional<String> obstacle() {
        try (Connection connection = connect()) {
            return connection.isValid(5) ? Optional.empty() : Optional.of("its session is not valid");
        } catch (SQLException failure) {
            return Optional.of(failure.getMessage());
        }
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "PostgresProbe[" + jdbcUrl + "]";
    }
}
