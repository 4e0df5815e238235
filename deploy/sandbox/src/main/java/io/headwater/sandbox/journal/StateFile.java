package io.headwater.sandbox.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * State as JSON lines {@code {"kind", "id", "value"}}, a line per change, the last one of an id counting: what was
 * written survives a killed process. Rewritten without history at each start. Without a file nothing is kept.
 */
public final class StateFile implements AutoCloseable {
    private final Optional<Path> file;
    private final Map<String, Map<String, JsonNode>> kept = new LinkedHashMap<>();
    private BufferedWriter writer;

    public StateFile(Optional<Path> file) {
        this.file = file;
        file.ifPresent(this::load);
        file.ifPresent(this::rewrite);
    }

    /** What was kept of this kind when the file was opened, by id, in the order first written. */
    public synchronized Map<String, JsonNode> opened(String kind) {
        return new LinkedHashMap<>(kept.getOrDefault(kind, Map.of()));
    }

    public synchronized void put(String kind, String id, Object value) {
        if (writer != null) {
            append(line(kind, id, Json.tree(value)));
        }
    }

    public synchronized void wipe() {
        kept.clear();
        file.ifPresent(this::rewrite);
    }

    @Override
    public synchronized void close() {
        closeWriter();
    }

    private void load(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(path, StandardCharsets.UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                int number = i + 1;
                Optional<ObjectNode> line = Json.parseObject(lines.get(i));
                if (line.isPresent()) {
                    keep(line.get());
                } else if (number < lines.size()) {
                    throw new IOException("line " + number + " is not JSON");
                }
                // A broken last line is the write a kill interrupted: its request was never answered.
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the sandbox's state from " + path + ": " + e.getMessage(), e);
        }
    }

    private void keep(ObjectNode line) {
        kept.computeIfAbsent(line.path("kind").asText(), kind -> new LinkedHashMap<>())
                .put(line.path("id").asText(), line.path("value"));
    }

    private void rewrite(Path path) {
        closeWriter();
        try {
            Path parent = path.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            Path fresh = Files.createTempFile(parent, "sandbox", ".jsonl");
            try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
                for (var kind : kept.entrySet()) {
                    for (var entry : kind.getValue().entrySet()) {
                        out.write(line(kind.getKey(), entry.getKey(), entry.getValue()));
                    }
                }
            }
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            writer = Files.newBufferedWriter(path, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("writing the sandbox's state to " + path, e);
        }
    }

    private static String line(String kind, String id, JsonNode value) {
        ObjectNode line = Json.object().put("kind", kind).put("id", id);
        line.set("value", value);
        return line + "\n";
    }

    private void append(String line) {
        try {
            writer.write(line);
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing the sandbox's state", e);
        }
    }

    private void closeWriter() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException("closing the sandbox's state", e);
            }
            writer = null;
        }
    }
}
