package io.headwater.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL on the loopback address, from zonky's archive of its programs. Run as a process of its own rather than
 * through zonky's launcher, which ends it with the JVM that started it: here it may outlive that JVM and be stopped by
 * another one.
 */
public final class PostgresServer {
    public static final String PORT_PROPERTY = "headwater.postgres.port";
    /** The databases of an installation: the registry's and one per service that has one. */
    public static final List<String> DATABASES = List.of("registry", "lineage", "incidents", "notifier", "ticketing");

    /**
     * @param programs the folder of PostgreSQL's programs; unpacked there at the first start
     * @param dataDir all it keeps; initialised when fresh, taken up again when not
     * @param password of the one user; kept in the data when they are initialised
     * @param disposable for tests: does not wait for the disk
     */
    public record Configuration(
            Path programs, Path dataDir, Path logFile, int port, String username, String password, boolean disposable) {
        public Configuration {
            dataDir = dataDir.toAbsolutePath().normalize();
        }

        /** The local stack's PostgreSQL: port 15432, user `headwater`, log beside its data. */
        public static Configuration in(Path dataDir, String password) {
            Path log = dataDir.resolve("postgres.log");
            return new Configuration(Dist.fromProperty().postgres(), dataDir, log, 15432, "headwater", password, false);
        }

        public Configuration withPrograms(Path folder) {
            return new Configuration(folder, dataDir, logFile, port, username, password, disposable);
        }

        public Configuration withLogFile(Path file) {
            return new Configuration(programs, dataDir, file, port, username, password, disposable);
        }

        public Configuration withPort(int other) {
            return new Configuration(programs, dataDir, logFile, other, username, password, disposable);
        }

        public Configuration asDisposable() {
            return new Configuration(programs, dataDir, logFile, port, username, password, true);
        }

        /** Never shows the password. */
        @Override
        public String toString() {
            return "PostgresServer.Configuration[dataDir=" + dataDir + ", port=" + port + "]";
        }
    }

    private final Configuration configuration;
    private final ServerProcess process;

    public PostgresServer(Configuration configuration) {
        this.configuration = configuration;
        this.process = process(configuration.dataDir(), configuration.logFile());
    }

    public Configuration configuration() {
        return configuration;
    }

    /** Of one of its databases, for JDBC. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + configuration.port() + "/" + database;
    }

    /** Of one of its databases, for the reactive client. */
    public String reactiveUrl(String database) {
        return "postgresql://127.0.0.1:" + configuration.port() + "/" + database;
    }

    /**
     * Starts PostgreSQL and returns at once; initialises a fresh data folder first.
     *
     * @throws StackException if its port is taken, its programs cannot be unpacked, or it runs already
     */
    public ServerHandle start() {
        if (running().isEmpty()) {
            FreePorts.demand("PostgreSQL", configuration.port(), PORT_PROPERTY);
            Orphans.await(data());
            dropStalePidFile();
        }
        PostgresPrograms programs = new PostgresPrograms(configuration.programs());
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            initialise(programs);
        }
        return handle(process.launch(command(programs), Map.of(), "PG"));
    }

    /** The PostgreSQL that runs on this data folder, whoever started it. */
    public Optional<ServerHandle> running() {
        return process.running().map(this::handle);
    }

    /** Stops the PostgreSQL that runs on a data folder, whoever started it; false if none does. */
    public static boolean stop(Path dataDir) {
        Path folder = dataDir.toAbsolutePath().normalize();
        ServerProcess process = process(folder, folder.resolve("postgres.log"));
        Optional<ProcessHandle> running = process.running();
        running.ifPresent(process::stop);
        return running.isPresent();
    }

    /** Creates what is missing of these databases; the server must be ready. */
    public void createDatabases(String... names) {
        for (String name : names) {
            if (!exists(name)) {
                execute("CREATE DATABASE " + quoted(name));
            }
        }
    }

    /** Creates a database that is empty, whatever it held before; ends its sessions. */
    public void freshDatabase(String name) {
        for (String statement : freshDatabaseStatements(name)) {
            execute(statement);
        }
    }

    /** To be run one by one: neither is allowed within a transaction. */
    static List<String> freshDatabaseStatements(String name) {
        return List.of("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)", "CREATE DATABASE " + quoted(name));
    }

    /** A connection to one of its databases, for checks; the caller closes it. */
    public Connection connect(String database) throws SQLException {
        return probe(database).connect();
    }

    private PostgresProbe probe(String database) {
        return new PostgresProbe(jdbcUrl(database), configuration.username(), configuration.password());
    }

    private static ServerProcess process(Path dataDir, Path logFile) {
        // SIGINT is its fast shutdown: sessions are ended; SIGTERM would wait for them.
        return new ServerProcess("PostgreSQL", dataDir, logFile, "INT");
    }

    private ServerHandle handle(ProcessHandle running) {
        return new ServerHandle(process, running, configuration.port(), probe("postgres"));
    }

    private List<String> command(PostgresPrograms programs) {
        List<String> command = new ArrayList<>(OrdinaryUser.prefix());
        command.add(programs.postgres().toString());
        command.addAll(List.of("-D", data().toString(), "-p", Integer.toString(configuration.port())));
        List<String> settings = new ArrayList<>(
                List.of("listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"));
        if (configuration.disposable()) {
            settings.addAll(
                    List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB"));
        }
        for (String setting : settings) {
            command.addAll(List.of("-c", setting));
        }
        return command;
    }

    /** In a folder beside the wanted one, moved there whole: an interrupted start leaves nothing behind that misleads. */
    private void initialise(PostgresPrograms programs) {
        Path fresh = configuration.dataDir().resolve("data.new");
        Path password = configuration.dataDir().resolve("password.new");
        Folders.delete(fresh);
        try {
            Files.createDirectories(configuration.dataDir());
            Files.deleteIfExists(password);
            Files.createFile(
                    password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(password, configuration.password().getBytes(StandardCharsets.UTF_8));
            List<String> command = new ArrayList<>(OrdinaryUser.prefix());
            command.addAll(List.of(programs.initdb().toString(), "-D", fresh.toString()));
            command.addAll(List.of("-U", configuration.username(), "--pwfile=" + password));
            // One locale on every machine, so that names sort and search alike.
            command.addAll(List.of("--auth=scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8"));
            if (configuration.disposable()) {
                command.add("--no-sync");
            }
            ServerProcess.run("initialising PostgreSQL's data folder " + data(), command);
            Files.move(fresh, data());
        } catch (IOException failure) {
            throw new StackException("cannot initialise " + data() + ": " + failure.getMessage(), failure);
        } finally {
            password.toFile().delete();
        }
    }

    /** After a kill -9 or a power cut; PostgreSQL itself refuses to start if the pid now belongs to another program. */
    private void dropStalePidFile() {
        try {
            Files.deleteIfExists(data().resolve("postmaster.pid"));
        } catch (IOException failure) {
            throw new StackException("cannot delete the stale postmaster.pid in " + data(), failure);
        }
    }

    private Path data() {
        return configuration.dataDir().resolve("data");
    }

    private boolean exists(String database) {
        try (Connection connection = connect("postgres");
                var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, database);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException failure) {
            throw new StackException("cannot look for the database " + database + ": " + failure.getMessage(), failure);
        }
    }

    private void execute(String sql) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new StackException("PostgreSQL refused " + sql + ": " + failure.getMessage(), failure);
        }
    }

    private static String quoted(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("a database is named by [a-z][a-z0-9_]{0,62}, not by " + name);
        }
        return '"' + name + '"';
    }
}
