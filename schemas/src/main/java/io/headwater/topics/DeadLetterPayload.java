package io.headwater.topics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * What could not be taken, compressed as a dead letter keeps it.
 *
 * @param gzip one gzip stream that fits a record beside its headers and reason
 * @param cut whether it holds only the beginning
 */
public record DeadLetterPayload(ByteBuffer gzip, boolean cut) {
    /** Bytes after compression; the rest of the record is for reason, key and headers. */
    private static final int MOST = Topic.MAX_RECORD_BYTES - 64 * 1024;

    /** All of the bytes where they fit, else their beginning. */
    public static DeadLetterPayload of(byte[] bytes) {
        byte[] whole = compressed(bytes);
        if (whole.length <= MOST) {
            return new DeadLetterPayload(ByteBuffer.wrap(whole), false);
        }
        // What does not compress hardly grows either: gzip adds less than 1 %.
        byte[] beginning = Arrays.copyOf(bytes, Math.min(bytes.length, MOST * 9 / 10));
        return new DeadLetterPayload(ByteBuffer.wrap(compressed(beginning)), true);
    }

    private static byte[] compressed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail to be written", impossible);
        }
        return out.toByteArray();
    }
}
