package io.headwater.lineage.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.dbt.Manifest;
import io.headwater.dbt.ManifestReader;
import io.headwater.dbt.UnreadableArtifact;
import io.headwater.identity.ContentId;
import io.headwater.identity.PersonHash;
import io.headwater.lineage.dbt.ManifestStatement;
import io.headwater.lineage.facet.Statement;
import io.headwater.lineage.people.People;
import io.headwater.lineage.submission.AssetsReader;
import io.headwater.lineage.submission.BadField;
import io.headwater.lineage.submission.Rejected;
import io.headwater.lineage.submission.ViewsReader;
import io.headwater.schema.RawPayload;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads whole deliveries of the kinds this service takes, as streams. */
final class PayloadReader {
    static final String MANIFEST = "dbt.manifest";
    static final String ASSETS = "lineage.assets";
    static final String VIEWS = "lineage.views";
    static final Set<String> KINDS = Set.of(MANIFEST, ASSETS, VIEWS);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PersonHash hash;
    private final long maxBytes;

    PayloadReader(PersonHash hash, long maxBytes) {
        this.hash = hash;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads it to its end and checks that it is what was sent.
     *
     * @throws Unreadable when the content is at fault
     * @throws IOException when this machine is
     */
    Said read(OpenDelivery delivery) throws IOException {
        RawPayload head = delivery.first();
        MessageDigest digest = ContentId.sha256();
        try (InputStream bytes = new DigestInputStream(limited(decompressed(delivery, head)), digest)) {
            Said said = read(head.getKind(), keptOpen(bytes), head.getReceivedAt());
            bytes.transferTo(java.io.OutputStream.nullOutputStream());
            verify(head, digest);
            return said;
        } catch (BadField bad) {
            throw new Unreadable("read", bad.rule(), bad.path(), bad);
        } catch (JsonProcessingException json) {
            throw new Unreadable("read", "not valid JSON: " + place(json), null, json);
        } catch (ZipException | EOFException | CharacterCodingException broken) {
            throw new Unreadable(
                    "decompress", "the payload is cut off or not gzip: " + broken.getMessage(), null, broken);
        }
    }

    private Said read(String kind, InputStream bytes, Instant receivedAt) throws IOException {
        People people = new People(hash);
        switch (kind) {
            case MANIFEST -> {
                return manifest(bytes, receivedAt, people);
            }
            case ASSETS -> {
                AssetsReader.Submission assets = new AssetsReader(people).read(tree(bytes), receivedAt);
                return new Said(Optional.of(assets.statement()), List.of(), people.met(), assets.rejected());
            }
            case VIEWS -> {
                ViewsReader.Submission views = new ViewsReader(people).read(tree(bytes), receivedAt);
                return new Said(Optional.empty(), views.views(), people.met(), views.rejected());
            }
            default -> throw new IllegalArgumentException("kind " + kind + " is not for this service");
        }
    }

    private static Said manifest(InputStream bytes, Instant receivedAt, People people) throws IOException {
        try {
            Manifest manifest = ManifestReader.read(bytes);
            List<Rejected> rejected = manifest.faults().stream()
                    .map(fault -> new Rejected(fault.path(), fault.rule(), JSON.nullNode()))
                    .toList();
            Statement statement = ManifestStatement.of(manifest, receivedAt, people);
            return new Said(Optional.of(statement), List.of(), people.met(), rejected);
        } catch (UnreadableArtifact unreadable) {
            throw new Unreadable(
                    "read", unreadable.fault().rule(), unreadable.fault().path(), unreadable);
        }
    }

    private static JsonNode tree(InputStream bytes) throws IOException {
        return JSON.readTree(bytes);
    }

    private static InputStream decompressed(OpenDelivery delivery, RawPayload head) throws IOException {
        return switch (head.getEncoding().toLowerCase(Locale.ROOT)) {
            case "gzip" -> new GZIPInputStream(delivery.open(), 64 * 1024);
            case "identity" -> delivery.open();
            default ->
                throw new Unreadable(
                        "decompress",
                        "encoding '" + head.getEncoding() + "' is neither gzip nor identity",
                        "encoding",
                        null);
        };
    }

    private static void verify(RawPayload head, MessageDigest digest) {
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (!head.getSha256().isEmpty() && !head.getSha256().equalsIgnoreCase(sha256)) {
            throw new Unreadable(
                    "assemble", "the parts joined are not what was sent: their SHA-256 differs", "sha256", null);
        }
    }

    /** Says where, never what: the text around it may name people. */
    static String place(JsonProcessingException json) {
        return json.getLocation() == null
                ? "unreadable"
                : "line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr();
    }

    /** JSON parsers close what they have read; what is left behind the document still has to be counted. */
    private static InputStream keptOpen(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public void close() {
                // The caller closes it.
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return in.read(into, from, length);
            }
        };
    }

    private InputStream limited(InputStream in) {
        return new FilterInputStream(in) {
            private long left = maxBytes;

            @Override
            public int read() throws IOException {
                int b = super.read();
                count(b < 0 ? 0 : 1);
                return b;
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                int n = super.read(buffer, from, length);
                count(Math.max(n, 0));
                return n;
            }

            private void count(int n) {
                left -= n;
                if (left < 0) {
                    throw new Unreadable("decompress", "more than " + maxBytes + " bytes after decompression");
                }
            }
        };
    }
}
