package io.headwater.simulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.dbt.ManifestNode;
import io.headwater.dbt.ResourceType;
import io.headwater.ingest.outcome.OutcomeDraft;
import io.headwater.montecarlo.McSignature;
import io.headwater.simulator.Delivery;
import io.headwater.simulator.Evaluation;
import io.headwater.simulator.Mix;
import io.headwater.simulator.Storm;
import io.headwater.simulator.Warehouse;
import io.headwater.simulator.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StormFilesTest {
    @TempDir
    Path dir;

    @Test
    void alert_ingest_reads_exactly_the_outcomes_of_the_storm() throws Exception {
        int read = 0;
        for (long seed = 0; seed < 5; seed++) {
            WrittenStorm written = WrittenStorm.of(seed, dir);
            Map<Watch, String> alertOf = new HashMap<>();
            assertThat(written.ofChecks()).hasSameSizeAs(written.deliveries);
            for (int i = 0; i < written.deliveries.size(); i++) {
                Parcel parcel = written.ofChecks().get(i);
                Delivery delivery = written.deliveries.get(i);
                List<String> expected = new ArrayList<>();
                for (Evaluation one : delivery.evaluations()) {
                    expected.add(words(written, one, alertOf));
                }
                List<OutcomeDraft> outcomes = written.outcomes(parcel);
                assertThat(outcomes.stream().map(StormFilesTest::words)).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(parcel.outcomes()).isEqualTo(outcomes.size());
                read += outcomes.size();
            }
        }
        assertThat(read).isGreaterThan(10_000);
    }

    /** As the storm has it. A monitor's pass is an update of the alert that it ends, and neither says when. */
    private static String words(WrittenStorm written, Evaluation one, Map<Watch, String> alertOf) {
        boolean monitor = one.watch().kind() == Watch.Kind.MONITOR;
        if (monitor && one.status() == Evaluation.Status.FAILED) {
            alertOf.put(one.watch(), written.names.run(one));
        }
        String run = monitor ? alertOf.get(one.watch()) : written.names.run(one);
        boolean dated = !monitor && one.status() != Evaluation.Status.SKIPPED;
        return String.join(
                " ",
                written.names.check(one.watch()),
                run,
                one.status().name(),
                written.storm.warehouse().urn(one.watch().asset()),
                dated ? written.clock.at(one.at()).toString() : "undated",
                one.watch().kind().name());
    }

    /** As alert-ingest has it. */
    private static String words(OutcomeDraft one) {
        boolean dated =
                !one.kind().name().equals("MONITOR") && !one.outcome().name().equals("SKIPPED");
        return String.join(
                " ",
                one.check(),
                one.run(),
                one.outcome().name(),
                one.subjects().get(0).urn().orElseThrow(),
                dated ? one.occurredAt().orElseThrow().toString() : "undated",
                one.kind().name());
    }

    @Test
    void the_manifest_has_exactly_the_edges_of_the_warehouse() throws Exception {
        WrittenStorm written = WrittenStorm.of(2, dir);
        Warehouse warehouse = written.storm.warehouse();
        Map<String, Set<String>> edges = new TreeMap<>();
        for (ManifestNode node : written.manifest.nodes().values()) {
            if (node.hasRelation()) {
                edges.put(written.manifest.urn(node).orElseThrow(), new HashSet<>(written.manifest.upstreamUrns(node)));
            }
        }
        Map<String, Set<String>> expected = new TreeMap<>();
        for (int asset = 0; asset < warehouse.size(); asset++) {
            Set<String> upstreams = new HashSet<>();
            Arrays.stream(warehouse.upstreams(asset)).mapToObj(warehouse::urn).forEach(upstreams::add);
            expected.put(warehouse.urn(asset), upstreams);
        }
        assertThat(edges).isEqualTo(expected);
        assertThat(written.manifest.nodes(ResourceType.EXPOSURE)).isNotEmpty();
        assertThat(written.manifest.faults()).isEmpty();
    }

    @Test
    void children_are_parents_the_other_way_round() throws Exception {
        JsonNode manifest =
                WrittenStorm.json(WrittenStorm.of(2, dir).parcels.get(0).files().get("manifest.json"));
        assertThat(pairs(manifest.path("child_map"), false)).isEqualTo(pairs(manifest.path("parent_map"), true));
        assertThat(manifest.path("child_map")).hasSameSizeAs(manifest.path("parent_map"));
    }

    private static Set<String> pairs(JsonNode map, boolean turned) {
        Set<String> pairs = new HashSet<>();
        map.properties().forEach(entry -> entry.getValue().forEach(other -> assertThat(pairs.add(
                        turned
                                ? other.textValue() + " > " + entry.getKey()
                                : entry.getKey() + " > " + other.textValue()))
                .isTrue()));
        return pairs;
    }

    @Test
    void a_job_that_stops_at_failed_tests_skips_the_models_below_them() throws Exception {
        int below = 0;
        for (long seed = 0; seed < 20 && below == 0; seed++) {
            WrittenStorm written = WrittenStorm.of(seed, dir);
            Warehouse warehouse = written.storm.warehouse();
            for (Parcel parcel : written.ofChecks()) {
                if (parcel.kind() != Parcel.Kind.DBT) {
                    continue;
                }
                Set<String> failedTests = new HashSet<>();
                Set<String> skipped = new HashSet<>();
                for (OutcomeDraft one : written.outcomes(parcel)) {
                    String urn = one.subjects().get(0).urn().orElseThrow();
                    if (one.outcome().name().equals("SKIPPED")
                            && one.kind().name().equals("BUILD")) {
                        skipped.add(urn);
                    } else if (one.outcome().name().equals("FAILED")
                            && one.kind().name().equals("DATA_TEST")) {
                        failedTests.add(urn);
                    }
                }
                for (int asset = 0; asset < warehouse.size(); asset++) {
                    below += skipped.contains(warehouse.urn(asset))
                                    && Arrays.stream(warehouse.upstreams(asset))
                                            .mapToObj(warehouse::urn)
                                            .anyMatch(failedTests::contains)
                            ? 1
                            : 0;
                }
            }
        }
        assertThat(below).isPositive();
    }

    @Test
    void the_same_storm_start_and_speed_give_the_same_bytes_and_another_seed_others() throws Exception {
        Map<String, byte[]> one = bytes(WrittenStorm.of(7, dir.resolve("a")).dir);
        Map<String, byte[]> same = bytes(WrittenStorm.of(7, dir.resolve("b")).dir);
        assertThat(same.keySet()).isEqualTo(one.keySet());
        one.forEach((name, content) -> assertThat(same.get(name)).as(name).isEqualTo(content));
        assertThat(bytes(WrittenStorm.of(8, dir.resolve("c")).dir).get("truth.json"))
                .isNotEqualTo(one.get("truth.json"));
    }

    private static Map<String, byte[]> bytes(Path dir) throws IOException {
        Map<String, byte[]> bytes = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(dir)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                bytes.put(dir.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return bytes;
    }

    @Test
    void the_index_and_the_names_of_the_files_are_in_the_order_of_arrival() throws Exception {
        WrittenStorm written = WrittenStorm.of(4, dir);
        assertThat(written.parcels).extracting(Parcel::at).isSorted();
        List<String> lines = Files.readAllLines(written.dir.resolve("deliveries.jsonl"));
        assertThat(lines).hasSameSizeAs(written.parcels);
        Set<String> named = new HashSet<>();
        String last = "";
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = new ObjectMapper().readTree(lines.get(i));
            assertThat(line.path("number").asInt()).isEqualTo(i);
            assertThat(Instant.parse(line.path("at").textValue()))
                    .isEqualTo(written.parcels.get(i).at());
            for (JsonNode file : line.path("files")) {
                assertThat(written.dir.resolve(file.textValue())).isNotEmptyFile();
                named.add(file.textValue());
                String folder = Path.of(file.textValue()).getParent().toString();
                if (!line.has("repeats")) {
                    assertThat(folder).isGreaterThanOrEqualTo(last);
                    last = folder;
                }
            }
        }
        assertThat(bytes(written.dir).keySet().stream().filter(name -> name.startsWith("deliveries/")))
                .containsExactlyInAnyOrderElementsOf(named);
        assertThat(written.parcels).extracting(Parcel::kind).contains(Parcel.Kind.values());
    }

    @Test
    void nothing_is_delivered_before_its_source_says_it_happened_at_any_speed() throws Exception {
        for (int speed : new int[] {1, 600}) {
            WrittenStorm written = new WrittenStorm(
                    Storm.of(5, Mix.FULL.ofSize(80)), dir.resolve("at-" + speed), speed, Optional.empty());
            Instant end = WrittenStorm.START.plusSeconds(21 * 3600 / speed);
            for (Parcel parcel : written.ofChecks()) {
                assertThat(parcel.at()).isBefore(end);
                assertThat(written.outcomes(parcel)).allSatisfy(one -> one.occurredAt()
                        .ifPresent(at -> assertThat(at).isBetween(WrittenStorm.START, parcel.at())));
            }
        }
    }

    @Test
    void the_truth_says_of_each_cause_which_checks_failed_for_it() throws Exception {
        WrittenStorm written = WrittenStorm.of(6, dir);
        JsonNode truth = WrittenStorm.json(written.dir.resolve("truth.json"));
        List<Evaluation> first = written.deliveries.stream()
                .flatMap(one -> one.evaluations().stream())
                .filter(Evaluation::first)
                .toList();
        assertThat(truth.path("causes")).hasSameSizeAs(written.storm.causes());
        for (int number = 0; number < written.storm.causes().size(); number++) {
            int cause = number;
            assertThat(runs(truth.path("causes").path(number).path("explains")))
                    .containsExactlyElementsOf(first.stream()
                            .filter(one -> one.causes().contains(cause))
                            .map(one -> written.names.check(one.watch()) + " " + written.names.run(one))
                            .toList());
            assertThat(truth.path("causes").path(number).path("asset").textValue())
                    .isEqualTo(written.storm
                            .warehouse()
                            .urn(written.storm.causes().get(number).asset()));
        }
        assertThat(truth.path("noise")).hasSize((int)
                first.stream().filter(one -> one.causes().isEmpty()).count());
        assertThat(first).isNotEmpty();
    }

    private static List<String> runs(JsonNode explains) {
        List<String> runs = new ArrayList<>();
        explains.forEach(one ->
                runs.add(one.path("check").textValue() + " " + one.path("run").textValue()));
        return runs;
    }

    @Test
    void webhooks_bear_monte_carlos_signature_where_a_secret_is_known() throws Exception {
        McSignature secret = new McSignature("s3cret");
        WrittenStorm written =
                new WrittenStorm(Storm.of(1, Mix.FULL.ofSize(80)), dir.resolve("signed"), 1, Optional.of(secret::of));
        int signed = 0;
        Set<String> types = new HashSet<>();
        for (Parcel parcel : written.parcels) {
            String signature = parcel.headers().get("x-mcd-signature");
            if (parcel.kind() == Parcel.Kind.MONTE_CARLO) {
                ObjectNode body = (ObjectNode) WrittenStorm.json(parcel.files().get("webhook.json"));
                assertThat(secret.matches(body, signature)).isTrue();
                types.add(body.path("type").textValue());
                signed++;
            } else {
                assertThat(signature).isNull();
            }
        }
        assertThat(signed).isPositive();
        assertThat(types).containsExactlyInAnyOrder("open_anomaly_incident", "open_custom_rule_anomaly_incident");
    }
}
