package io.headwater.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of a PostgreSQL that was killed: they end by themselves a moment later, and until the last one has let go
 * of the shared memory no other server may start on the data.
 */
final class Orphans {
    private static final Path SEGMENTS = Path.of("/proc/sysvipc/shm");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int SEGMENT_LINE = 6;
    private static final int ID_COLUMN = 1;
    private static final int ATTACHED_COLUMN = 6;

    private Orphans() {}

    /** Waits until nobody uses the memory that the killed server's `postmaster.pid` names; not for ever. */
    static void await(Path postmasterPid) {
        try {
            Optional<String> segment = segment(postmasterPid);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (segment.isPresent() && isUsed(segment.get()) && System.nanoTime() < deadline) {
                ServerProcess.pause(PAUSE);
            }
        } catch (IOException failure) {
            throw new StackException("cannot read what the killed PostgreSQL left behind", failure);
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
