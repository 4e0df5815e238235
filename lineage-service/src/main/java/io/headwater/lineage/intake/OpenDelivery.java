package io.headwater.lineage.intake;

import io.headwater.schema.RawPayload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** A delivery whose parts are coming in. One of a single part stays in memory; others gather in a temporary file. */
final class OpenDelivery implements AutoCloseable {
    private final RawPayload first;
    private final long firstOffset;
    private final Path spool;
    private final byte[] only;
    private int nextPart = 1;
    private long lastOffset;
    private Instant lastSeen;

    private OpenDelivery(RawPayload first, long offset, Instant seen, Path spool, byte[] only) {
        this.first = first;
        this.firstOffset = offset;
        this.lastOffset = offset;
        this.lastSeen = seen;
        this.spool = spool;
        this.only = only;
    }

    /** Begins with part 0. */
    static OpenDelivery begin(RawPayload first, long offset, Instant seen) throws IOException {
        byte[] bytes = bytes(first);
        if (first.getParts() <= 1) {
            return new OpenDelivery(first, offset, seen, null, bytes);
        }
        Path spool = Files.createTempFile("headwater-delivery", ".part");
        Files.write(spool, bytes);
        return new OpenDelivery(first, offset, seen, spool, null);
    }

    /** Takes the next part; one that was taken already (a producer that tried again) is let pass. */
    void add(RawPayload part, long offset, Instant seen) throws IOException {
        lastSeen = seen;
        lastOffset = offset;
        if (part.getPart() < nextPart) {
            return;
        }
        if (part.getPart() > nextPart || part.getParts() != first.getParts()) {
            throw new Unreadable(
                    "assemble",
                    "part " + part.getPart() + " of " + part.getParts() + " came where part " + nextPart + " of "
                            + first.getParts() + " was due");
        }
        try (OutputStream out = Files.newOutputStream(spool, StandardOpenOption.APPEND)) {
            out.write(bytes(part));
        }
        nextPart++;
    }

    boolean complete() {
        return nextPart >= first.getParts();
    }

    /** The parts joined, still compressed. */
    InputStream open() throws IOException {
        return spool == null ? new ByteArrayInputStream(only) : Files.newInputStream(spool);
    }

    RawPayload first() {
        return first;
    }

    int missingFrom() {
        return nextPart;
    }

    long firstOffset() {
        return firstOffset;
    }

    long lastOffset() {
        return lastOffset;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    @Override
    public void close() throws IOException {
        if (spool != null) {
            Files.deleteIfExists(spool);
        }
    }

    static byte[] bytes(RawPayload part) {
        ByteBuffer buffer = part.getPayload().duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
