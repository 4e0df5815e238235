package io.headwater.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Topics that are small enough to be kept in memory, read whole from their start each time a service starts, by a consumer
 * without a group in a thread of its own. A broker or registry that is away delays; reading then begins again, so what
 * takes the records must bear to meet one twice.
 */
public final class WholeTopics implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WholeTopics.class);

    private final String bootstrapServers;
    private final List<Topic> topics;
    private final Consumer<ConsumerRecord<String, byte[]>> each;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Thread reader;
    private volatile boolean ending;
    private volatile KafkaConsumer<String, byte[]> consumer;

    /** @param each takes every record, tombstones too; throws {@link RegistryUnavailable} where it cannot decode now */
    public WholeTopics(String bootstrapServers, List<Topic> topics, Consumer<ConsumerRecord<String, byte[]>> each) {
        this.bootstrapServers = bootstrapServers;
        this.topics = List.copyOf(topics);
        this.each = each;
        this.reader = new Thread(this::readWhileRunning, "whole-topics");
        reader.setDaemon(true);
    }

    /** Begins to read. */
    public void start() {
        reader.start();
    }

    /** Whether all that the topics held at the start was read within that time. */
    public boolean awaitCaughtUp(Duration patience) throws InterruptedException {
        return caughtUp.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        ending = true;
        KafkaConsumer<String, byte[]> running = consumer;
        if (running != null) {
            running.wakeup();
        }
        reader.join(TimeUnit.SECONDS.toMillis(2));
        // Only one who waits for the registry is still there; a consumer interrupted while it closes complains.
        reader.interrupt();
        reader.join(TimeUnit.SECONDS.toMillis(3));
    }

    private void readWhileRunning() {
        while (!ending) {
            try (KafkaConsumer<String, byte[]> reading = consumer()) {
                consumer = reading;
                read(reading);
            } catch (WakeupException stopping) {
                LOG.debugf("no longer reading %s", names());
            } catch (KafkaException failure) {
                LOG.warnf("reading %s failed, beginning again: %s", names(), failure.getMessage());
            } catch (RegistryUnavailable away) {
                LOG.warnf("%s wait for the schema registry: %s", names(), away.getMessage());
            }
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private void read(KafkaConsumer<String, byte[]> reading) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> reading.partitionsFor(topic.name()).stream())
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        reading.assign(partitions);
        reading.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
        while (!ending) {
            reading.poll(Duration.ofMillis(500)).forEach(each);
            if (caughtUp.getCount() > 0
                    && ends.entrySet().stream().allMatch(e -> reading.position(e.getKey()) >= e.getValue())) {
                caughtUp.countDown();
            }
        }
    }

    private List<String> names() {
        return topics.stream().map(Topic::name).toList();
    }
}
