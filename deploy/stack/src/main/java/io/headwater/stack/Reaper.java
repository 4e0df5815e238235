package io.headwater.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends the servers of a folder and deletes it when this JVM is gone, however it went: a shell that waits for its standard
 * input to close. A shutdown hook alone would leave them behind when the JVM is killed.
 */
final class Reaper {
    // The data folder in the command line tells a server from a stranger that got its pid. SIGQUIT is PostgreSQL's
    // immediate shutdown, which gives its shared memory back; the JVMs are killed.
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP
            read -r line
            for file in "$1"/*/server.pid; do
              [ -f "$file" ] || continue
              pid=$(cat "$file")
              folder=$(dirname "$file")
              tr '\\0' ' ' < "/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "$folder" || continue
              case "$folder" in
                */postgres) kill -QUIT "$pid" ;;
                *) kill -KILL "$pid" ;;
              esac
              while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
            done
            [ "$2" = keep ] || rm -rf "$1"
            """;

    private Reaper() {}

    /** From here on the servers under `home` end with this JVM. */
    static void watch(Path home, boolean keepData) {
        try {
            Process shell = new ProcessBuilder(
                            "/bin/sh", "-c", SCRIPT, "headwater-reaper", home.toString(), keepData ? "keep" : "delete")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> reap(shell), "headwater-reaper"));
        } catch (IOException failure) {
            throw new StackException("cannot start the shell that ends the servers with this JVM", failure);
        }
    }

    private static void reap(Process shell) {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(20, TimeUnit.SECONDS)) {
                System.err.println("The servers of this test run have not ended after 20 s: " + List.of(shell.info()));
            }
        } catch (IOException failure) {
            System.err.println("The servers of this test run could not be ended: " + failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
