package io.headwater.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.client.PolicyFile;
import io.headwater.cli.sample.BadNight;
import io.headwater.cli.sample.Company;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sends the sample company's doings to a Headwater installation as the real sources would. */
final class Sender {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HeadwaterClient client;
    private final String workspace;
    private final Company company;
    private final Path files;

    /** @param files where the dbt artifacts are written before they are sent, for people to look at */
    Sender(HeadwaterClient client, String workspace, Company company, Path files) {
        this.client = client;
        this.workspace = workspace;
        this.company = company;
        this.files = files;
    }

    /** Puts every policy of the directory in force. */
    void policies(Path dir) {
        try {
            for (PolicyFile policy : PolicyFile.below(dir)) {
                HeadwaterClient.require(
                        client.put(policy.path(workspace), policy.text(), "application/yaml"),
                        "policy " + policy.file());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the sample policies in " + dir, failure);
        }
    }

    /** One dbt invocation's artifacts; returns how many outcomes were accepted. */
    int dbt(BadNight.Artifacts job) {
        Map<String, Path> parts = new LinkedHashMap<>();
        job.files().forEach((name, content) -> parts.put(name, write(job.name(), name, content)));
        JsonNode answer = HeadwaterClient.require(
                client.postFiles("/api/ingest/" + workspace + "/dbt", parts), "dbt artifacts of " + job.name());
        return answer.path("accepted").asInt();
    }

    /** One Monte Carlo webhook call. */
    void monteCarlo(ObjectNode payload) {
        HeadwaterClient.require(
                client.post("/api/ingest/" + workspace + "/monte-carlo", payload.toString(), Map.of()),
                "a Monte Carlo webhook");
    }

    /**
     * Who looked at what. Everybody opens their dashboards between the last good check and the storm; those of the
     * unaffected ones also opened the affected ones the day before, which must not count.
     */
    int views(Instant lastGood, Instant storm, Set<String> affected) {
        ArrayNode items = JSON.createArrayNode();
        long span = Duration.between(lastGood, storm).toSeconds();
        List<String> names = List.copyOf(company.viewers().keySet());
        for (int i = 0; i < names.size(); i++) {
            List<String> dashboards = company.viewers().get(names.get(i));
            Instant at = lastGood.plusSeconds(span / 4 + (span / 2) * i / names.size());
            for (String dashboard : dashboards) {
                view(items, names.get(i), dashboard, at);
            }
            if (dashboards.stream().noneMatch(affected::contains)) {
                view(items, names.get(i), affected.iterator().next(), lastGood.minus(Duration.ofHours(20)));
            }
        }
        ObjectNode body = JSON.createObjectNode();
        body.set("views", items);
        HeadwaterClient.require(
                client.post("/api/lineage/" + workspace + "/views", body.toString(), Map.of()), "view events");
        return items.size();
    }

    private void view(ArrayNode items, String viewer, String dashboard, Instant at) {
        items.addObject()
                .put("asset", "dbt:exposure." + company.project() + "." + dashboard)
                .put("viewer", company.email(viewer))
                .put("viewedAt", at.toString())
                .put("source", "bi");
    }

    private Path write(String job, String name, ObjectNode content) {
        try {
            Path dir = Files.createDirectories(files.resolve(job));
            return Files.writeString(dir.resolve(name), content.toPrettyString());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + name + " of " + job, failure);
        }
    }
}
