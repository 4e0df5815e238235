package io.headwater.bench;

import java.io.PrintStream;
import java.util.Locale;

/** Tells on standard output how far a run is. */
public final class Progress {
    private final PrintStream out;
    private final long start = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void say(String format, Object... arguments) {
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds, String.format(Locale.ROOT, format, arguments));
        out.flush();
    }
}
