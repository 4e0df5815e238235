package io.headwater.ingest.delivery;

import io.headwater.identity.ContentId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A payload as it came, compressed on disk.
 *
 * @param kind `dbt.run_results`, `dbt.manifest`, `monte-carlo.webhook`, …
 * @param gzip the file; one gzip stream
 * @param size bytes before compression
 * @param sha256 hex, before compression
 */
public record Payload(String kind, Path gzip, long size, String sha256) implements AutoCloseable {

    /** The same for every delivery of the same bytes to the same workspace. */
    public String deliveryId(String workspace) {
        return ContentId.of("d", workspace, kind, sha256);
    }

    /** The payload's own bytes. */
    public InputStream open() throws IOException {
        return new BufferedInputStream(new GZIPInputStream(Files.newInputStream(gzip), 1 << 16), 1 << 16);
    }

    /** Removes the file. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(gzip);
    }
}
