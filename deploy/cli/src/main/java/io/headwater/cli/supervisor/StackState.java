package io.headwater.cli.supervisor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The state file: how the stack is, written whole by the supervisor at every change.
 *
 * @param pid the supervisor's process
 * @param startedAt its start as the system knows it, ms; tells a reused pid from the supervisor
 * @param url the origin people open
 * @param ready whether all parts are up
 * @param stopping whether it is going down
 */
public record StackState(long pid, long startedAt, String url, boolean ready, boolean stopping, List<PartState> parts) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The state on file; empty where no stack was started or it went down cleanly. */
    public static Optional<StackState> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readAllBytes(file), StackState.class))
                    : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file + "; delete it if no stack is running", failure);
        }
    }

    /** Replaces the state on file in one step. */
    public void write(Path file) {
        try {
            Path temporary = file.resolveSibling("state.json.new");
            Files.write(temporary, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file, failure);
        }
    }

    /** The supervisor's process, if it lives. */
    @JsonIgnore
    public Optional<ProcessHandle> supervisor() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(p -> p.info()
                .startInstant()
                .map(i -> Math.abs(i.toEpochMilli() - startedAt) < 2_000)
                .orElse(true));
    }

    /** The part of that name. */
    public Optional<PartState> part(String name) {
        return parts.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    @JsonIgnore
    public List<PartState> failed() {
        return parts.stream().filter(PartState::hasFailed).toList();
    }
}
