package io.headwater.ingest.delivery;

import io.headwater.identity.ContentId;
import io.headwater.problem.Problem;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** Writes what comes in to disk, compressed, never holding it in memory. */
public final class Spool {
    private static final int BUFFER = 1 << 16;

    private final long mostBytes;
    private final Path folder;

    /** @param mostBytes how large a payload may be before compression */
    public Spool(long mostBytes) {
        this(mostBytes, Path.of(System.getProperty("java.io.tmpdir")));
    }

    Spool(long mostBytes, Path folder) {
        this.mostBytes = mostBytes;
        this.folder = folder;
    }

    /**
     * Takes a payload, plain or gzip'ed (told by its first bytes).
     *
     * @param part what the request calls it, for the problem's sake
     * @throws io.headwater.problem.ProblemException where it is broken gzip (400) or too large (413)
     * @throws IOException where the disk or the connection fails
     */
    public Payload take(String kind, String part, InputStream in) throws IOException {
        Path file = Files.createTempFile(folder, "headwater-", ".gz");
        boolean taken = false;
        try (InputStream source = plain(part, new BufferedInputStream(in, BUFFER))) {
            Payload payload = write(kind, part, source, file);
            taken = true;
            return payload;
        } finally {
            if (!taken) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Payload write(String kind, String part, InputStream source, Path file) throws IOException {
        MessageDigest digest = ContentId.sha256();
        long size = 0;
        try (OutputStream out = new QuickGzip(Files.newOutputStream(file))) {
            byte[] buffer = new byte[BUFFER];
            for (int n = read(part, source, buffer); n >= 0; n = read(part, source, buffer)) {
                size += n;
                if (size > mostBytes) {
                    throw tooLarge(part);
                }
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        return new Payload(kind, file, size, HexFormat.of().formatHex(digest.digest()));
    }

    private static InputStream plain(String part, BufferedInputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        try {
            return gzip ? new GZIPInputStream(in, BUFFER) : in;
        } catch (ZipException | EOFException broken) {
            throw brokenGzip(part, broken);
        }
    }

    private static int read(String part, InputStream source, byte[] buffer) throws IOException {
        try {
            return source.read(buffer);
        } catch (ZipException | EOFException broken) {
            throw brokenGzip(part, broken);
        }
    }

    private static RuntimeException brokenGzip(String part, IOException broken) {
        return Problem.malformed(
                        part + " is gzip that cannot be unpacked: " + broken.getMessage(),
                        new Problem.FieldError(part, "whole gzip, or plain JSON"))
                .asException(broken);
    }

    private RuntimeException tooLarge(String part) {
        return Problem.of(
                        413,
                        "too-large",
                        "The payload is too large",
                        part + " is larger than " + mostBytes + " bytes",
                        new Problem.FieldError(part, "at most " + mostBytes + " bytes before compression"))
                .asException();
    }

    /** Artifacts are hundreds of megabytes of repetitive text: the quick level is three times as fast, a tenth larger. */
    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED + 2);
        }
    }
}
