package io.headwater.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders of servers, which change while they are looked at. */
final class Folders {
    private Folders() {}

    /** Deletes a folder with all it holds; a file that vanishes meanwhile is as good as deleted. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException failure) {
            throw new StackException("cannot delete " + folder + ": " + failure.getMessage(), failure);
        }
    }
}
