package io.headwater.cli.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The directory that holds all a local stack keeps: `$HEADWATER_HOME`, else `~/.headwater`.
 *
 * <pre>
 * token                 the admin token
 * headwater.properties  what the user configures: real Slack, Jira, ports
 * secrets.properties    generated once: people key, cookie and signing secrets
 * data/  logs/  run/    what the parts keep, say, and are
 * </pre>
 */
public record HeadwaterHome(Path dir) {

    /** The system property `headwater.home`, else `$HEADWATER_HOME`, else `~/.headwater`. */
    public static HeadwaterHome ofEnvironment() {
        String named = System.getProperty("headwater.home", System.getenv("HEADWATER_HOME"));
        Path dir = named == null || named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".headwater")
                : Path.of(named);
        return new HeadwaterHome(dir.toAbsolutePath().normalize());
    }

    /** Makes the directories that are missing, readable by the owner alone. */
    public HeadwaterHome prepare() {
        try {
            Files.createDirectories(dir);
            if (Files.getFileStore(dir).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx------"));
            }
            Files.createDirectories(data());
            Files.createDirectories(logs());
            Files.createDirectories(temporary());
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot make " + dir + "; set HEADWATER_HOME to a directory you can write to", failure);
        }
    }

    public Path data() {
        return dir.resolve("data");
    }

    public Path logs() {
        return dir.resolve("logs");
    }

    public Path run() {
        return dir.resolve("run");
    }

    /** Where the parts keep what they spool; the system's own directory would be shared with other people's stacks. */
    public Path temporary() {
        return run().resolve("tmp");
    }

    /** Empties {@link #temporary()}: a part that was killed left what it spooled. Only while nothing runs. */
    public void clearTemporary() {
        deleteTree(temporary());
        prepare();
    }

    /** Where the supervisor says how the parts are. */
    public Path stateFile() {
        return run().resolve("state.json");
    }

    /** The admin token, good for every workspace; made on first use. */
    public String token() {
        return secretIn(dir.resolve("token"));
    }

    /** A generated secret of that name; the same on every start. */
    public synchronized String secret(String name) {
        Path file = dir.resolve("secrets.properties");
        Properties secrets = load(file);
        String value = secrets.getProperty(name);
        if (value == null) {
            value = random();
            secrets.setProperty(name, value);
            Map<String, String> sorted = new TreeMap<>();
            secrets.stringPropertyNames().forEach(n -> sorted.put(n, secrets.getProperty(n)));
            StringBuilder text = new StringBuilder();
            sorted.forEach((n, v) -> text.append(n).append('=').append(v).append('\n'));
            writePrivately(file, text.toString());
        }
        return value;
    }

    /** What the user put into headwater.properties; empty where there is none. */
    public Properties settings() {
        return load(dir.resolve("headwater.properties"));
    }

    /** The secret with which Monte Carlo signs what it sends to that workspace; empty where it does not. */
    public Optional<String> monteCarloSecret(String workspace) {
        return Arrays.stream(settings()
                        .getProperty("headwater.monte-carlo.secrets", "")
                        .split(","))
                .map(String::strip)
                .filter(pair -> pair.startsWith(workspace + "="))
                .map(pair -> pair.substring(workspace.length() + 1).strip())
                .findFirst();
    }

    /** Forgets all data and logs; token, secrets and settings stay. */
    public void wipe() {
        deleteTree(data());
        deleteTree(logs());
        deleteTree(run());
    }

    private static void deleteTree(Path top) {
        if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(top)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete " + top, failure);
        }
    }

    private static String secretIn(Path file) {
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            String made = random();
            writePrivately(file, made + "\n");
            return made;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
    }

    private static void writePrivately(Path file, String text) {
        try {
            Path temporary = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(temporary);
            if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(
                        temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(temporary, text);
            Files.move(temporary, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file, failure);
        }
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot read " + file, failure);
            }
        }
        return properties;
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
