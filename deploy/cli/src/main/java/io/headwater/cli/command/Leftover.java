package io.headwater.cli.command;

import io.headwater.cli.home.HeadwaterHome;
import io.headwater.cli.supervisor.PartState;
import io.headwater.stack.PostgresServer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes that outlived their supervisor. */
final class Leftover {
    private Leftover() {}

    /** Ends the part's process if it still runs and is one of this home's; returns whether it did. */
    static boolean end(PartState part, HeadwaterHome home) {
        if (part.pid() <= 0) {
            return false;
        }
        return ProcessHandle.of(part.pid())
                .filter(ProcessHandle::isAlive)
                .filter(process -> belongs(process, home))
                .map(Leftover::end)
                .orElse(false);
    }

    /** Ends a PostgreSQL server that still holds the home's data directory. */
    static boolean endPostgres(HeadwaterHome home) {
        return PostgresServer.stop(home.data().resolve("postgres"));
    }

    /** A pid may have been reused: only a java process that was started for this checkout or home is ours. */
    private static boolean belongs(ProcessHandle process, HeadwaterHome home) {
        String command = process.info().commandLine().orElse("");
        String root = System.getProperty("headwater.root", "");
        return command.contains(home.dir().toString()) || !root.isEmpty() && command.contains(root);
    }

    private static boolean end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stubborn) {
            process.destroyForcibly();
        }
        return true;
    }
}
