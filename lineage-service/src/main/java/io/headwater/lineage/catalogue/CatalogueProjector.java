package io.headwater.lineage.catalogue;

import io.headwater.lineage.wire.AckedProducer;
import io.headwater.lineage.wire.AssetRecords;
import io.headwater.lineage.wire.DeadLetters;
import io.headwater.schema.Asset;
import io.headwater.schema.Person;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topics;
import io.headwater.topics.UnreadableRecord;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Projects assets and people into the catalogue, a batch of records and their offsets per transaction. While the
 * database or the registry is away it waits; a record that cannot be projected becomes a dead letter.
 */
@ApplicationScoped
public class CatalogueProjector {
    private static final Logger LOG = Logger.getLogger(CatalogueProjector.class);
    private static final Set<String> DATA_AT_FAULT = Set.of("22", "23", "54");

    private final CountDownLatch stopping = new CountDownLatch(1);

    @Inject
    RecordCodec codec;

    @Inject
    AckedProducer producer;

    @Inject
    DeadLetters deadLetters;

    @Inject
    CatalogueRows rows;

    @Inject
    CatalogueTables tables;

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    @Incoming("catalogue-assets")
    @Blocking
    public void assets(ConsumerRecords<String, byte[]> records) {
        project(records);
    }

    @Incoming("catalogue-people")
    @Blocking
    public void people(ConsumerRecords<String, byte[]> records) {
        project(records);
    }

    private void project(ConsumerRecords<String, byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            project(partition, records.records(partition));
        }
    }

    private void project(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) {
        long pause = 250;
        while (true) {
            try {
                attempt(partition, records);
                return;
            } catch (RuntimeException failure) {
                if (dataAtFault(failure)) {
                    oneByOne(partition, records, failure);
                    return;
                }
                LOG.warnf("the catalogue waits %d ms at %s: %s", pause, partition, failure.getMessage());
                LOG.debug("the catalogue waits", failure);
                waitOrEnd(pause, failure);
                pause = Math.min(pause * 2, 10_000);
            }
        }
    }

    private void oneByOne(
            TopicPartition partition, List<ConsumerRecord<String, byte[]>> records, RuntimeException failure) {
        if (records.size() == 1) {
            bury(records.get(0), "store", failure.getMessage());
            tables.store(CatalogueChange.nothing(), partition, records.get(0).offset() + 1);
        } else {
            records.forEach(record -> project(partition, List.of(record)));
        }
    }

    private void attempt(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) {
        // Of several records of a key within the batch, the last one counts.
        Map<String, ConsumerRecord<String, byte[]>> last = new LinkedHashMap<>();
        records.forEach(record -> last.put(String.valueOf(record.key()), record));
        List<CatalogueChange> changes = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : last.values()) {
            try {
                changes.add(change(record));
            } catch (UnreadableRecord | IllegalArgumentException unreadable) {
                bury(record, "decode", unreadable.getMessage());
            }
        }
        long next = records.get(records.size() - 1).offset() + 1;
        tables.store(CatalogueChange.together(changes), partition, next);
    }

    private CatalogueChange change(ConsumerRecord<String, byte[]> record) {
        RecordKey key = RecordKey.parse(record.key());
        if (!CatalogueRows.isKey(key.id())) {
            throw new UnreadableRecord("the key is longer than the catalogue takes, or holds a NUL");
        }
        boolean person = record.topic().equals(Topics.PEOPLE.name());
        if (record.value() == null) {
            return person ? CatalogueChange.erasedPerson(key) : CatalogueChange.endedAsset(key);
        }
        if (person) {
            Person value = codec.decode(Topics.PEOPLE, record.value(), Person.class);
            agree(key, value.getWorkspace(), value.getPerson());
            return CatalogueChange.person(key, rows.of(value));
        }
        Asset value = codec.decode(Topics.ASSETS, record.value(), Asset.class);
        agree(key, value.getWorkspace(), value.getUrn());
        return value.getFacets().isEmpty()
                ? CatalogueChange.endedAsset(key)
                : CatalogueChange.asset(key, rows.of(key.workspace(), AssetRecords.read(value)));
    }

    private static void agree(RecordKey key, String workspace, String id) {
        if (!key.workspace().equals(workspace) || !key.id().equals(id)) {
            throw new UnreadableRecord("key " + key + " and value (" + workspace + ", " + id + ") differ");
        }
    }

    private void bury(ConsumerRecord<String, byte[]> record, String stage, String why) {
        String place = record.topic() + "-" + record.partition() + "@" + record.offset();
        LOG.warnf("%s cannot be projected: %s", place, why);
        int bar = record.key() == null ? -1 : record.key().indexOf('|');
        String workspace = bar < 1 ? "unknown" : record.key().substring(0, bar);
        AckedProducer.Batch batch = producer.batch();
        deadLetters.send(
                workspace,
                place,
                "lineage-catalogue",
                new DeadLetters.Reason(stage, why, null, "write the record anew under the same key, mended"),
                record,
                Instant.ofEpochMilli(record.timestamp()),
                batch);
        batch.await();
    }

    private static boolean dataAtFault(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof PgException pg
                    && pg.getSqlState() != null
                    && pg.getSqlState().length() == 5) {
                return DATA_AT_FAULT.contains(pg.getSqlState().substring(0, 2));
            }
        }
        return false;
    }

    private void waitOrEnd(long pause, RuntimeException failure) {
        try {
            if (stopping.await(pause, TimeUnit.MILLISECONDS)) {
                throw failure;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
