package io.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.client.HeadwaterClient.Answer;
import io.headwater.schema.Asset;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.OutcomeStatus;
import io.headwater.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Artifacts that dbt itself wrote, of every version from 0.20 to 2.0, through the whole system. */
class CorpusE2E {
    private static final Set<OutcomeStatus> ALERTS =
            EnumSet.of(OutcomeStatus.WARNED, OutcomeStatus.FAILED, OutcomeStatus.ERRORED);

    private final List<Artifacts> folders = new ArrayList<>();
    private final Map<Artifacts, Integer> rejected = new LinkedHashMap<>();
    private Headwater headwater;
    private Log log;

    @Test
    void every_artifact_that_dbt_wrote_is_ingested_whole_and_its_alerts_stand_in_incidents() throws IOException {
        String corpus = System.getenv("HEADWATER_CORPUS");
        assumeTrue(
                corpus != null && !corpus.isBlank(),
                "HEADWATER_CORPUS names no folder of real dbt artifacts; this test needs one");
        folders.addAll(folders(Path.of(corpus, "dbt")));
        headwater = Headwater.running();
        log = new Log(headwater.bootstrap(), headwater.registryUrl());
        folders.forEach(folder -> rejected.put(folder, send(folder)));

        await().atMost(Duration.ofSeconds(60)).untilAsserted(this::everyAssetIsThere);
        Map<String, Map<String, Asset>> assets = log.latest(Topics.ASSETS, Asset.class);
        Map<String, Map<String, CheckOutcome>> outcomes = log.latest(Topics.ALERTS, CheckOutcome.class);
        List<String> rows = new ArrayList<>();
        for (Artifacts folder : folders) {
            String workspace = workspace(folder);
            rows.add(row(
                    folder,
                    assets.getOrDefault(workspace, Map.of()).values(),
                    outcomes.getOrDefault(workspace, Map.of()).values()));
        }
        report(rows);
    }

    private void everyAssetIsThere() {
        Map<String, Map<String, Asset>> assets = log.latest(Topics.ASSETS, Asset.class);
        for (Artifacts folder : folders) {
            assertThat(assets.getOrDefault(workspace(folder), Map.of()))
                    .as("assets of " + folder.name())
                    .hasSize(folder.assets());
        }
    }

    private static List<Artifacts> folders(Path root) throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            List<Artifacts> folders = all.filter(folder -> Files.exists(folder.resolve("manifest.json.gz")))
                    .sorted()
                    .map(Artifacts::new)
                    .toList();
            assertThat(folders).as("folders with a manifest below " + root).isNotEmpty();
            return folders;
        }
    }

    /** Sends what the folder has, as dbt's users do; answers how many results were rejected. */
    private int send(Artifacts folder) {
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("manifest.json", folder.file("manifest.json.gz"));
        boolean results = folder.has("run_results.json.gz");
        if (results) {
            files.put("run_results.json", folder.file("run_results.json.gz"));
        }
        String door = results ? "/api/ingest/%s/dbt" : "/api/lineage/%s/dbt";
        Answer answer = headwater.client().postFiles(door.formatted(workspace(folder)), files);
        assertThat(answer.status()).as(folder.name() + ": " + answer.text()).isEqualTo(202);
        return answer.body().path("rejectedCount").asInt()
                + answer.body().path("faults").asInt();
    }

    private String row(Artifacts folder, Collection<Asset> assets, Collection<CheckOutcome> outcomes) {
        int edges = assets.stream().mapToInt(CorpusE2E::upstreams).sum();
        assertThat(edges).as("edges of " + folder.name()).isEqualTo(folder.edges());

        boolean ran = folder.has("run_results.json.gz");
        Map<String, Integer> statuses = ran ? folder.statuses() : Map.of();
        int nameless = ran ? folder.nameless() : 0;
        int results = statuses.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(rejected.get(folder)).as("rejected of " + folder.name()).isEqualTo(nameless);
        assertThat(outcomes.size()).as("outcomes of " + folder.name()).isEqualTo(results - nameless);

        String workspace = workspace(folder);
        int alerts = (int)
                outcomes.stream().filter(o -> ALERTS.contains(o.getStatus())).count();
        // Each alert is in exactly one incident; what watches an asset unknown by then waits for run-wait.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(alertsInIncidents(workspace))
                .as("alerts in the incidents of " + folder.name())
                .isEqualTo(alerts));
        return "| %s | %s | %s | %d | %d | %d | %s | %d | %d | %s |"
                .formatted(
                        folder.name(),
                        folder.dbtVersion(),
                        folder.manifestVersion(),
                        assets.size(),
                        edges,
                        outcomes.size(),
                        ran ? words(statuses) : "no run",
                        alerts,
                        incidents(workspace).size(),
                        nameless == 0 ? "0" : nameless + " without an id, which dbt did not write");
    }

    private int alertsInIncidents(String workspace) {
        return incidents(workspace).stream()
                .mapToInt(incident -> incident.path("alertCount").asInt())
                .sum();
    }

    private static int upstreams(Asset asset) {
        return (int) asset.getFacets().stream()
                .flatMap(facet -> facet.getUpstreams().stream())
                .map(upstream -> upstream.getUrn())
                .distinct()
                .count();
    }

    private List<JsonNode> incidents(String workspace) {
        return headwater.items("/api/incidents/" + workspace + "?status=all&limit=200");
    }

    private static String words(Map<String, Integer> statuses) {
        return statuses.entrySet().stream()
                .map(status -> status.getValue() + " " + status.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String workspace(Artifacts folder) {
        return "corpus-" + folder.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static void report(List<String> rows) throws IOException {
        String table =
                """
                | artifacts | dbt | manifest | nodes | edges | outcomes | as dbt says | alerts | incidents | rejected |
                |---|---|---|---|---|---|---|---|---|---|
                """
                        + String.join("\n", rows)
                        + "\n";
        Files.writeString(Path.of("target", "corpus-report.md"), table);
        System.out.println(table);
    }
}
