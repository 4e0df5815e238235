package io.headwater.incident.topology;

import io.headwater.incident.topology.store.StoredRow;
import io.headwater.schema.CheckpointPart;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The rows of a checkpoint as a stream of bytes for each workspace and store, cut into parts that fit into a record: a row
 * may be larger than one.
 */
final class CheckpointParts {
    static final int LARGEST = 256 * 1024;

    private final String task;
    private final String checkpoint;
    private final Consumer<CheckpointPart> sink;
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private String workspace;
    private String store;
    private long parts;
    private long rows;
    private long bytes;

    CheckpointParts(String task, String checkpoint, Consumer<CheckpointPart> sink) {
        this.task = task;
        this.checkpoint = checkpoint;
        this.sink = sink;
    }

    /** To be given by store and workspace. */
    void add(StoredRow row) {
        if (!row.workspace().equals(workspace) || !row.store().equals(store)) {
            end();
            workspace = row.workspace();
            store = row.store();
        }
        byte[] framed = row.framed();
        open.writeBytes(framed);
        rows++;
        bytes += framed.length;
        if (open.size() >= LARGEST) {
            end();
        }
    }

    /** Hands over what was added so far, as after the last row. */
    void end() {
        byte[] all = open.toByteArray();
        open.reset();
        for (int from = 0; from < all.length; from += LARGEST) {
            byte[] part = Arrays.copyOfRange(all, from, Math.min(all.length, from + LARGEST));
            sink.accept(new CheckpointPart(task, checkpoint, parts++, workspace, store, ByteBuffer.wrap(part)));
        }
    }

    /** How many parts there were. */
    long parts() {
        return parts;
    }

    /** How many rows there were. */
    long rows() {
        return rows;
    }

    /** How many bytes there were. */
    long bytes() {
        return bytes;
    }

    /** Puts the parts of one workspace together again, as they come. */
    static final class Reader {
        private final Consumer<StoredRow> rows;
        private ByteBuffer left = ByteBuffer.allocate(0);

        Reader(Consumer<StoredRow> rows) {
            this.rows = rows;
        }

        void take(CheckpointPart part) {
            ByteBuffer said = part.getRows();
            ByteBuffer all = ByteBuffer.allocate(left.remaining() + said.remaining());
            all.put(left).put(said.duplicate()).flip();
            while (isWhole(all)) {
                byte[] key = new byte[all.getInt()];
                byte[] row = new byte[all.getInt()];
                all.get(key).get(row);
                String name = new String(key, StandardCharsets.UTF_8);
                rows.accept(new StoredRow(part.getStore(), part.getWorkspace(), name, row));
            }
            left = all;
        }

        private static boolean isWhole(ByteBuffer all) {
            if (all.remaining() < 2 * Integer.BYTES) {
                return false;
            }
            int at = all.position();
            long size = 2L * Integer.BYTES + all.getInt(at) + all.getInt(at + Integer.BYTES);
            return all.remaining() >= size;
        }

        /** @throws IllegalStateException where the last row is not whole */
        void end() {
            if (left.hasRemaining()) {
                throw new IllegalStateException(
                        "a checkpoint ends within a row, %d bytes are left over".formatted(left.remaining()));
            }
        }
    }
}
