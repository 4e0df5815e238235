package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.incident.topology.store.StoredRow;
import io.headwater.schema.CheckpointPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CheckpointPartsTest {
    private final Random random = new Random(11);
    private final List<CheckpointPart> parts = new ArrayList<>();
    private final CheckpointParts writing = new CheckpointParts("0_3", "0_3-7", parts::add);

    @Test
    void rows_of_any_size_come_back_as_they_went_from_parts_that_fit_into_records() {
        List<StoredRow> rows = new ArrayList<>();
        for (String store : List.of("checks", "incidents-by-id")) {
            for (String workspace : List.of("a", "b")) {
                for (int i = 0; i < 200; i++) {
                    int size = i == 100 ? 3 * CheckpointParts.LARGEST + 5 : random.nextInt(4_000);
                    rows.add(row(store, workspace, "key " + i + "\0ü", size));
                }
            }
        }
        rows.forEach(writing::add);
        writing.end();
        assertThat(writing.rows()).isEqualTo(rows.size());
        assertThat(writing.parts()).isEqualTo(parts.size());
        assertThat(parts).allMatch(part -> part.getRows().remaining() <= CheckpointParts.LARGEST);

        List<StoredRow> back = new ArrayList<>();
        for (String workspace : List.of("a", "b")) {
            CheckpointParts.Reader reader = new CheckpointParts.Reader(back::add);
            parts.stream().filter(part -> part.getWorkspace().equals(workspace)).forEach(reader::take);
            reader.end();
        }
        assertThat(back.stream().map(CheckpointPartsTest::words).sorted())
                .containsExactlyElementsOf(
                        rows.stream().map(CheckpointPartsTest::words).sorted().toList());
    }

    @Test
    void a_checkpoint_that_ends_within_a_row_is_refused() {
        writing.add(row("checks", "a", "key", CheckpointParts.LARGEST + 10));
        writing.end();
        CheckpointParts.Reader reader = new CheckpointParts.Reader(row -> {});
        reader.take(parts.get(0));
        assertThatThrownBy(reader::end)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("within a row");
    }

    private static String words(StoredRow row) {
        return String.join("|", row.store(), row.workspace(), row.key(), Integer.toString(Arrays.hashCode(row.row())));
    }

    private StoredRow row(String store, String workspace, String key, int size) {
        byte[] row = new byte[size];
        random.nextBytes(row);
        return new StoredRow(store, workspace, key, row);
    }
}
