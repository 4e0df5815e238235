package io.headwater.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text of the module's documents that is generated from its code. A test holds the two together;
 * {@code mvn -pl incident-core -am test -Dheadwater.docs.write=true -Dtest='*DocumentTest' -Dsurefire.failIfNoSpecifiedTests=false}
 * writes the text anew.
 */
public final class GeneratedText {
    private static final boolean WRITE = Boolean.getBoolean("headwater.docs.write");

    private GeneratedText() {}

    /** The whole file is generated. */
    public static void isFile(Path file, String text) {
        if (WRITE) {
            write(file, text);
        }
        assertThat(read(file)).as(staleness(file)).isEqualTo(text);
    }

    /** The part of the file between {@code <!-- name -->} and {@code <!-- /name -->} is generated. */
    public static void isPart(Path file, String name, String text) {
        String begin = "<!-- " + name + " -->\n";
        String end = "<!-- /" + name + " -->\n";
        String before = read(file);
        int from = before.indexOf(begin) + begin.length();
        int to = before.indexOf(end);
        assertThat(before).as(file.toString()).contains(begin, end);
        if (WRITE) {
            write(file, before.substring(0, from) + text + before.substring(to));
            return;
        }
        assertThat(before.substring(from, to)).as(staleness(file)).isEqualTo(text);
    }

    private static String staleness(Path file) {
        return file + " is as the code says; else write it anew with -Dheadwater.docs.write=true";
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file, failure);
        }
    }
}
