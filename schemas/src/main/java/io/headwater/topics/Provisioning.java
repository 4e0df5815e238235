package io.headwater.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Creates what is missing: topics with their settings, schemas with the rule FULL_TRANSITIVE. The only place that
 * registers schemas. Idempotent.
 */
public final class Provisioning {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String registryUrl;

    private Provisioning(String registryUrl) {
        this.registryUrl = registryUrl;
    }

    /** What was created now; empty lists where all stood already. */
    public record Report(List<String> topicsCreated, int schemasRegistered) {}

    /**
     * Provisions one broker (replication factor 1 where it is alone, else 3) and one registry.
     *
     * @throws ProvisioningFailed with what was refused and why
     */
    public static Report provision(String bootstrapServers, String registryUrl) {
        Provisioning provisioning = new Provisioning(registryUrl);
        List<String> created = provisioning.topics(bootstrapServers);
        return new Report(created, provisioning.schemas());
    }

    private List<String> topics(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            short replicas =
                    (short) Math.min(3, admin.describeCluster().nodes().get().size());
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> missing = new ArrayList<>();
            for (Topic topic : Topics.all()) {
                if (!there.contains(topic.name())) {
                    missing.add(new NewTopic(topic.name(), Topics.PARTITIONS, replicas).configs(topic.configuration()));
                }
            }
            admin.createTopics(missing).all().get();
            return missing.stream().map(NewTopic::name).toList();
        } catch (ExecutionException failure) {
            throw new ProvisioningFailed(
                    "cannot create topics on " + bootstrapServers + ": "
                            + failure.getCause().getMessage(),
                    failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProvisioningFailed("interrupted while creating topics", interrupted);
        }
    }

    private int schemas() {
        rule("COMPATIBILITY", "FULL_TRANSITIVE");
        rule("VALIDITY", "FULL");
        int registered = 0;
        for (Topic topic : Topics.all()) {
            for (Schema schema : topic.records()) {
                register(topic, schema);
                registered++;
            }
        }
        return registered;
    }

    private void rule(String type, String config) {
        HttpResponse<String> answer = send(
                "POST",
                "/admin/rules",
                JSON.createObjectNode().put("ruleType", type).put("config", config));
        if (answer.statusCode() / 100 != 2 && answer.statusCode() != 409) {
            throw refused("rule " + type, answer);
        }
    }

    private void register(Topic topic, Schema schema) {
        String id = Topics.artifactId(topic, schema);
        ObjectNode body = JSON.createObjectNode().put("artifactId", id).put("artifactType", "AVRO");
        body.putObject("firstVersion")
                .putObject("content")
                .put("content", schema.toString())
                .put("contentType", "application/json");
        String path = "/groups/" + schema.getNamespace() + "/artifacts?ifExists=FIND_OR_CREATE_VERSION";
        HttpResponse<String> answer = send("POST", path, body);
        if (answer.statusCode() / 100 != 2) {
            throw refused("schema " + id, answer);
        }
    }

    private HttpResponse<String> send(String method, String path, ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registryUrl + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new ProvisioningFailed("schema registry " + registryUrl + " does not answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProvisioningFailed("interrupted while registering schemas", interrupted);
        }
    }

    private static ProvisioningFailed refused(String what, HttpResponse<String> answer) {
        return new ProvisioningFailed(
                "the registry refused " + what + " (" + answer.statusCode() + "): " + answer.body(), null);
    }
}
