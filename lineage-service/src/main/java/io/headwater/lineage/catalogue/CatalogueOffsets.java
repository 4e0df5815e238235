package io.headwater.lineage.catalogue;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Begins each partition where the catalogue's own tables say, or at the beginning where they say nothing. */
@ApplicationScoped
@Identifier("catalogue")
public class CatalogueOffsets implements KafkaConsumerRebalanceListener {
    private final DataSource database;

    @Inject
    public CatalogueOffsets(DataSource database) {
        this.database = database;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select next_offset from catalogue_offset where topic = ? and partition_id = ?")) {
            for (TopicPartition partition : partitions) {
                select.setString(1, partition.topic());
                select.setInt(2, partition.partition());
                try (ResultSet rows = select.executeQuery()) {
                    if (rows.next()) {
                        consumer.seek(partition, rows.getLong(1));
                    } else {
                        consumer.seekToBeginning(Set.of(partition));
                    }
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("cannot read where the catalogue stands: " + failure.getMessage(), failure);
        }
    }
}
