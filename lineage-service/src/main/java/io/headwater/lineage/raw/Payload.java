package io.headwater.lineage.raw;

import io.headwater.identity.ContentId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A payload, compressed, in a temporary file that goes with it.
 *
 * @param size bytes before compression
 * @param sha256 hex, before compression
 */
public record Payload(Path compressed, long size, String sha256) implements AutoCloseable {

    /** Reads the stream to its end. */
    public static Payload compress(InputStream content) throws IOException {
        Path file = Files.createTempFile("headwater-payload", ".gz");
        MessageDigest digest = ContentId.sha256();
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 64 * 1024)) {
            long size = new DigestInputStream(content, digest).transferTo(out);
            return finish(out, file, size, digest);
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    private static Payload finish(OutputStream out, Path file, long size, MessageDigest digest) throws IOException {
        out.close();
        return new Payload(file, size, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(compressed);
    }
}
