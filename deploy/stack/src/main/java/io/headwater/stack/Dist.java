package io.headwater.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that the build of this module fills with the servers' programs. */
public record Dist(Path root) {
    /** The system property that names the folder; the root pom passes it to every test. */
    public static final String PROPERTY = "headwater.dist";

    /**
     * The folder named by {@value #PROPERTY}.
     *
     * @throws StackException if the property is not set
     */
    public static Dist fromProperty() {
        String folder = System.getProperty(PROPERTY);
        if (folder == null || folder.isBlank()) {
            throw new StackException("the system property " + PROPERTY
                    + " is not set: it names the folder with the servers' programs, deploy/stack/target/dist");
        }
        return new Dist(Path.of(folder).toAbsolutePath());
    }

    Path kafka() {
        return present(root.resolve("kafka"));
    }

    Path registryJar() {
        Path folder = present(root.resolve("registry"));
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> missing(folder.resolve("*-runner.jar")));
        } catch (IOException failure) {
            throw new StackException("cannot read " + folder, failure);
        }
    }

    /** Where PostgreSQL's programs lie or will lie: they are unpacked at the first start. */
    Path postgres() {
        return root.resolve("postgres");
    }

    private static Path present(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw missing(folder);
        }
        return folder;
    }

    private static StackException missing(Path path) {
        return new StackException(path + " is missing: build it with `mvn package -pl deploy/stack`, or set " + PROPERTY
                + " to a folder that has it");
    }
}
