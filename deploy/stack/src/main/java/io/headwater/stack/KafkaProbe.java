package io.headwater.stack;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** A broker is ready when it answers an admin client and counts itself among the cluster's nodes. */
record KafkaProbe(int port) implements ServerHandle.Probe {
    @Override
    public Optional<String> obstacle() {
        String address = "127.0.0.1:" + port;
        // The admin client logs each refused connection: it comes once there is someone to speak to.
        if (!ServerProcess.listens(port)) {
            return Optional.of("nothing listens on " + address);
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address))) {
            int nodes = admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size();
            return nodes > 0 ? Optional.empty() : Optional.of("the broker is not registered yet");
        } catch (ExecutionException failure) {
            return Optional.of(String.valueOf(failure.getCause()));
        } catch (TimeoutException | KafkaException failure) {
            return Optional.of("no answer on " + address + " (" + failure + ")");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for Kafka", interrupted);
        }
    }
}
