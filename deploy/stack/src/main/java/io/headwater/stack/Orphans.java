package io.headwater.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sessions of a PostgreSQL that was killed: until the last one has let go of the shared memory no other server may
 * start on the data. Nearly all end by themselves a moment later; one that waits for something which died with its
 * server does not, and is ended as PostgreSQL's manual says, by hand ("Shutting Down the Server", on SIGKILL). Nothing
 * is lost by it: what was committed is in the log that the next start recovers from.
 */
final class Orphans {
    private static final Path SEGMENTS = Path.of("/proc/sysvipc/shm");
    private static final Path PROCESSES = Path.of("/proc");
    private static final Duration BY_THEMSELVES = Duration.ofSeconds(3);
    private static final Duration BY_FORCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int SEGMENT_LINE = 6;
    private static final int ID_COLUMN = 1;
    private static final int ATTACHED_COLUMN = 6;

    private Orphans() {}

    /**
     * Waits until nobody uses the memory that the killed server's `postmaster.pid` names, ending whoever still does
     * after three seconds.
     */
    static void await(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            // A process's folder is told without symbolic links.
            Path data = folder.toRealPath();
            Optional<String> segment = segment(data.resolve("postmaster.pid"));
            if (segment.isEmpty() || isReleased(segment.get(), BY_THEMSELVES)) {
                return;
            }
            of(data).forEach(ProcessHandle::destroyForcibly);
            if (!isReleased(segment.get(), BY_FORCE)) {
                throw new StackException("sessions of the PostgreSQL that was killed on " + data
                        + " do not end; end them by hand: " + pids(data));
            }
        } catch (IOException failure) {
            throw new StackException("cannot read what the killed PostgreSQL left behind", failure);
        }
    }

    private static boolean isReleased(String segment, Duration within) throws IOException {
        long deadline = System.nanoTime() + within.toNanos();
        while (isUsed(segment)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            ServerProcess.pause(PAUSE);
        }
        return true;
    }

    private static List<Long> pids(Path data) {
        return of(data).map(ProcessHandle::pid).toList();
    }

    /** Every process of PostgreSQL stands in its data folder. */
    private static Stream<ProcessHandle> of(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        leadsTo(process, "exe").filter(Orphans::isPostgres).isPresent())
                .filter(process -> leadsTo(process, "cwd").filter(data::equals).isPresent());
    }

    private static boolean isPostgres(Path program) {
        return program.getFileName() != null && program.getFileName().toString().startsWith("postgres");
    }

    private static Optional<Path> leadsTo(ProcessHandle process, String link) {
        try {
            return Optional.of(Files.readSymbolicLink(
                    PROCESSES.resolve(Long.toString(process.pid())).resolve(link)));
        } catch (IOException ended) {
            // Or it is another user's, and so not ours.
            return Optional.empty();
        }
    }

    /** Its id, the last word of the seventh line. */
    private static Optional<String> segment(Path postmasterPid) throws IOException {
        if (!Files.exists(postmasterPid) || !Files.isReadable(SEGMENTS)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(postmasterPid);
        if (lines.size() <= SEGMENT_LINE) {
            return Optional.empty();
        }
        String[] keyAndId = lines.get(SEGMENT_LINE).strip().split("\\s+");
        return keyAndId.length == 2 ? Optional.of(keyAndId[1]) : Optional.empty();
    }

    private static boolean isUsed(String id) throws IOException {
        return Files.readAllLines(SEGMENTS).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > ATTACHED_COLUMN && columns[ID_COLUMN].equals(id))
                .anyMatch(columns -> !columns[ATTACHED_COLUMN].equals("0"));
    }
}
