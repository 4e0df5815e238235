package io.headwater.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.demo.Expectation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final Path SAMPLE = Path.of("..", "sample");
    private static final Instant AT = Instant.parse("2026-03-02T02:00:00Z");

    private final Company company = Company.read(SAMPLE.resolve("company.yaml"));
    private final BadNight night = BadNight.read(SAMPLE.resolve("bad-night.yaml"));

    @Test
    void the_company_is_as_large_as_the_readme_says() {
        assertThat(company.models()).hasSize(60);
        assertThat(DbtTest.of(company)).hasSize(200);
        assertThat(company.dashboards()).hasSize(8);
        assertThat(company.models().values())
                .extracting(Company.Model::layer)
                .containsOnly("staging", "intermediate", "marts", "reporting");
    }

    @Test
    void the_bad_night_comes_to_the_numbers_of_the_readme() {
        Expectation expected = Expectation.of(company, night);
        assertThat(expected.alerts()).isEqualTo(37);
        assertThat(expected.rootCause()).isEqualTo("table:warehouse.raw.payments");
        assertThat(expected.dashboards())
                .containsExactlyInAnyOrder("Revenue today", "Finance close", "Customer value", "Marketing return");
        assertThat(expected.viewers()).hasSize(23);
    }

    @Test
    void whatever_fails_lies_downstream_of_the_cause() {
        assertThat(company.downstreamOf(Set.of(night.cause()))).containsAll(night.failingAssets(company));
    }

    @Test
    void every_name_that_lineage_mentions_exists() {
        Set<String> known = new HashSet<>(company.models().keySet());
        company.sources().keySet().forEach(s -> known.add("raw." + s));
        company.models().values().forEach(m -> {
            assertThat(known).containsAll(m.from());
            assertThat(known).containsAll(m.refers().values());
            assertThat(company.groups()).containsKey(m.group());
        });
        company.dashboards().values().forEach(d -> assertThat(known).containsAll(d.from()));
        company.viewers().values().forEach(v -> assertThat(company.dashboards().keySet())
                .containsAll(v));
    }

    @Test
    void the_jobs_of_a_night_evaluate_every_test_and_build_every_model_once() {
        List<BadNight.Artifacts> jobs = night.jobs(company, "t", AT, true);
        Set<String> ids = new HashSet<>();
        int results = 0;
        for (BadNight.Artifacts job : jobs) {
            for (JsonNode result : job.files()
                    .getOrDefault(
                            "run_results.json", new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode())
                    .path("results")) {
                ids.add(result.path("unique_id").asText());
                results++;
            }
        }
        assertThat(results).isEqualTo(260).isEqualTo(ids.size());
    }

    @Test
    void a_healthy_night_has_nothing_bad() {
        for (BadNight.Artifacts job : night.jobs(company, "t", AT, false)) {
            job.files().forEach((name, file) -> file.path("results")
                    .forEach(r -> assertThat(r.path("status").asText()).isIn("pass", "success")));
        }
    }

    @Test
    void the_manifest_names_every_node_that_the_results_name() {
        BadNight.Artifacts job = night.jobs(company, "t", AT, true).get(2);
        JsonNode nodes = job.files().get("manifest.json").path("nodes");
        job.files().get("run_results.json").path("results").forEach(r -> assertThat(
                        nodes.has(r.path("unique_id").asText()))
                .isTrue());
    }
}
