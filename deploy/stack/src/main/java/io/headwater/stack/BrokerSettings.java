package io.headwater.stack;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The server.properties of a broker that is alone. */
final class BrokerSettings {
    private BrokerSettings() {}

    static Map<String, String> of(KafkaBroker.Configuration configuration, Path log) {
        String address = "127.0.0.1:";
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + address + configuration.controllerPort());
        settings.put(
                "listeners",
                "CLIENTS://" + address + configuration.port() + ",CONTROLLER://" + address
                        + configuration.controllerPort());
        settings.put("advertised.listeners", "CLIENTS://" + address + configuration.port());
        settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "CLIENTS");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", log.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        aloneInTheCluster(settings, configuration.disposable() ? "2" : "4");
        // Each partition's two indexes are mapped at this size; 180 partitions at the default 10 MB would be 3.6 GB.
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("num.recovery.threads.per.data.dir", "2");
        return settings;
    }

    private static void aloneInTheCluster(Map<String, String> settings, String internalPartitions) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", internalPartitions);
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", internalPartitions);
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", internalPartitions);
    }
}
