package io.headwater.ingest.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private final Spool spool = new Spool(1_000_000);

    @Property(tries = 200)
    void what_goes_in_comes_out_byte_for_byte_gzip_or_not(@ForAll byte[] bytes) throws IOException {
        // What begins as gzip does is taken for gzip: the cases below.
        if (bytes.length >= 2 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b) {
            return;
        }
        try (Payload plain = take(bytes);
                Payload zipped = take(gzip(bytes))) {
            assertThat(content(plain)).isEqualTo(bytes);
            assertThat(content(zipped)).isEqualTo(bytes);
            assertThat(plain.size()).isEqualTo(bytes.length);
            assertThat(zipped.deliveryId("acme")).isEqualTo(plain.deliveryId("acme"));
        }
    }

    @Test
    void the_same_bytes_are_another_delivery_in_another_workspace() throws IOException {
        try (Payload payload = take(new byte[] {1})) {
            assertThat(payload.deliveryId("acme")).isNotEqualTo(payload.deliveryId("other"));
        }
    }

    @Test
    void a_payload_is_gone_from_disk_once_closed() throws IOException {
        Payload payload = take(new byte[] {1});
        assertThat(payload.gzip()).exists();
        payload.close();
        assertThat(payload.gzip()).doesNotExist();
    }

    @Test
    void the_limit_counts_bytes_before_compression() {
        byte[] bomb = gzip(new byte[1_000_001]);
        assertThat(bomb).hasSizeLessThan(2_000);
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> take(bomb));
        assertThat(refused.problem().status()).isEqualTo(413);
        assertThat(refused.problem().errors().get(0).field()).isEqualTo("manifest.json");
    }

    @Test
    void gzip_that_breaks_off_or_is_none_is_the_senders_fault() {
        byte[] whole = gzip("{\"nodes\": {}}".repeat(100).getBytes(StandardCharsets.UTF_8));
        for (byte[] broken : new byte[][] {
            Arrays.copyOf(whole, 4),
            Arrays.copyOf(whole, whole.length - 3),
            {0x1f, (byte) 0x8b, 99, 0, 0, 0, 0, 0, 0, 0}
        }) {
            ProblemException refused = catchThrowableOfType(ProblemException.class, () -> take(broken));
            assertThat(refused.problem().status()).isEqualTo(400);
        }
    }

    @Test
    void a_refused_payload_leaves_no_file(@TempDir Path folder) throws IOException {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the connection broke");
            }
        };
        Spool here = new Spool(10, folder);
        assertThat(catchThrowableOfType(IOException.class, () -> here.take("k", "p", failing)))
                .hasMessage("the connection broke");
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> here.take("k", "p", new ByteArrayInputStream(new byte[11])))
                        .problem()
                        .status())
                .isEqualTo(413);
        assertThat(folder).isEmptyDirectory();
    }

    private Payload take(byte[] bytes) throws IOException {
        return spool.take("dbt.manifest", "manifest.json", new ByteArrayInputStream(bytes));
    }

    private static byte[] content(Payload payload) throws IOException {
        try (InputStream in = payload.open()) {
            return in.readAllBytes();
        }
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
