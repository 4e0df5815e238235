package io.headwater.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class RecordKeyTest {
    private static final Cluster CLUSTER = new Cluster(
            "c",
            List.of(),
            java.util.stream.IntStream.range(0, 12)
                    .mapToObj(p -> new PartitionInfo("t", p, Node.noNode(), new Node[0], new Node[0]))
                    .toList(),
            java.util.Set.of(),
            java.util.Set.of());

    @Property
    void all_ids_of_a_workspace_go_to_one_partition(
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String workspace, @ForAll String a, @ForAll String b) {
        try (WorkspacePartitioner partitioner = new WorkspacePartitioner()) {
            byte[] first = RecordKey.of(workspace, a).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            byte[] second = RecordKey.of(workspace, b).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            int partition = partitioner.partition("t", a, first, null, null, CLUSTER);
            assertThat(partitioner.partition("t", b, second, null, null, CLUSTER))
                    .isEqualTo(partition);
            assertThat(partition)
                    .isEqualTo(RecordKey.partitionOf(workspace, 12))
                    .isBetween(0, 11);
        }
    }

    @Property
    void a_key_reads_back_as_it_was_written(
            @ForAll @AlphaChars @NotBlank @StringLength(max = 20) String workspace, @ForAll String id) {
        assertThat(RecordKey.parse(RecordKey.of(workspace, id))).isEqualTo(new RecordKey(workspace, id));
    }

    @Test
    void a_key_without_a_workspace_is_refused_in_words() {
        assertThatThrownBy(() -> RecordKey.parse("|x")).hasMessageContaining("not of the form workspace|id");
        assertThatThrownBy(() -> RecordKey.parse("plain")).hasMessageContaining("'plain'");
    }
}
