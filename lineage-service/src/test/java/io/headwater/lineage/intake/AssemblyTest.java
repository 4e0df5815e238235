package io.headwater.lineage.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.schema.RawPayload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssemblyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    private final Assembly assembly = new Assembly(Duration.ofHours(1));

    @AfterEach
    void close() throws IOException {
        assembly.close();
    }

    private static RawPayload part(String delivery, int part, int parts) {
        return RawPayload.newBuilder()
                .setWorkspace("w")
                .setDeliveryId(delivery)
                .setSource("dbt")
                .setKind("dbt.manifest")
                .setReceivedAt(NOW)
                .setPart(part)
                .setParts(parts)
                .setPayload(ByteBuffer.wrap((delivery + part + ";").getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private Optional<String> take(String delivery, int part, int parts, long offset) throws IOException {
        Optional<OpenDelivery> whole = assembly.take("w|" + delivery, part(delivery, part, parts), offset, NOW);
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        try (OpenDelivery delivered = whole.get();
                var in = delivered.open()) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void parts_of_two_deliveries_may_alternate_and_the_offset_waits_for_the_first() throws IOException {
        assertThat(take("a", 0, 3, 10)).isEmpty();
        assertThat(take("b", 0, 2, 11)).isEmpty();
        assertThat(take("a", 1, 3, 12)).isEmpty();
        assertThat(take("b", 1, 2, 13)).contains("b0;b1;");
        assertThat(assembly.resumeAt(14)).isEqualTo(10);
        assertThat(take("a", 2, 3, 14)).contains("a0;a1;a2;");
        assertThat(assembly.resumeAt(15)).isEqualTo(15);
    }

    @Test
    void a_part_that_comes_twice_is_let_pass() throws IOException {
        take("a", 0, 2, 1);
        assertThat(take("a", 0, 2, 2)).isEmpty();
        assertThat(take("a", 1, 2, 3)).contains("a0;a1;");
    }

    @Test
    void a_gap_ends_the_delivery_and_the_next_one_begins_anew() throws IOException {
        take("a", 0, 3, 1);
        assertThatThrownBy(() -> take("a", 2, 3, 2))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("part 2 of 3");
        assertThat(assembly.resumeAt(3)).isEqualTo(3);
        assertThatThrownBy(() -> take("c", 1, 2, 3)).hasMessageContaining("without those before it");
        take("a", 0, 2, 4);
        assertThat(take("a", 1, 2, 5)).contains("a0;a1;");
    }

    @Test
    void a_delivery_whose_sender_broke_off_is_given_up_after_its_time() throws IOException {
        take("a", 0, 2, 1);
        assertThat(assembly.abandoned(NOW.plus(Duration.ofMinutes(59)))).isEmpty();
        assertThat(assembly.abandoned(NOW.plus(Duration.ofMinutes(61))))
                .hasSize(1)
                .allSatisfy(OpenDelivery::close);
        assertThat(assembly.resumeAt(9)).isEqualTo(9);
    }
}
