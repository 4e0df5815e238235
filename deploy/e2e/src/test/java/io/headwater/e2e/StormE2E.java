package io.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.e2e.Headwater.Result;
import io.headwater.schema.Asset;
import io.headwater.schema.AssetView;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.Upstream;
import io.headwater.simulator.Audience;
import io.headwater.simulator.Mix;
import io.headwater.simulator.Storm;
import io.headwater.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A simulated storm, sent over HTTP: what of it is on the log, and what the command says came of it. */
class StormE2E {
    private static final String WORKSPACE = "storm-e2e";
    /** Four causes that show, which the engine alone tells apart. */
    private static final long SEED = 24;

    private static final int ASSETS = 80;

    private final Headwater headwater = Headwater.running();

    @Test
    void a_storm_of_several_causes_is_on_the_log_as_it_was_drawn_and_told_apart() throws IOException {
        Result sent = headwater.run(
                "storm",
                "--send",
                "--seed",
                String.valueOf(SEED),
                "--assets",
                String.valueOf(ASSETS),
                "--speed",
                "1800",
                "-w",
                WORKSPACE);
        assertThat(sent.exitCode()).as(sent.output()).isZero();
        Matcher score = Pattern.compile("F1 (\\S+), root cause right (\\d) of 4, (\\S+) incidents per cause")
                .matcher(sent.output());
        assertThat(score.find()).as(sent.output()).isTrue();
        // Beside other tests a webhook may be late; a pair told apart wrongly is no fault of what is tested here.
        assertThat(Double.parseDouble(score.group(1))).as(sent.output()).isGreaterThan(0.8);
        assertThat(Integer.parseInt(score.group(2))).as(sent.output()).isGreaterThanOrEqualTo(3);

        Storm storm = Storm.of(SEED, Mix.FULL.ofSize(ASSETS));
        Log log = new Log(headwater.bootstrap(), headwater.registryUrl());
        theTruthFailedAndNothingElseBegan(truth(sent), log);
        theLineageIsThatOfTheWarehouse(storm, log);
        assertThat(log.read(Topics.VIEWS, WORKSPACE, AssetView.class))
                .hasSameSizeAs(Audience.of(storm).views());
    }

    /** Every failure of the truth is on the log, and no check failed that the truth does not name. */
    private void theTruthFailedAndNothingElseBegan(JsonNode truth, Log log) {
        Set<String> expected = new TreeSet<>();
        Set<String> checks = new TreeSet<>();
        truth.path("causes").forEach(cause -> note(cause.path("explains"), expected, checks));
        note(truth.path("noise"), expected, checks);
        Set<String> failed = log.read(Topics.ALERTS, WORKSPACE, CheckOutcome.class).stream()
                .filter(outcome -> outcome.getStatus() == OutcomeStatus.FAILED)
                .map(outcome -> outcome.getCheck() + " " + outcome.getRun())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(expected).isNotEmpty();
        assertThat(failed).containsAll(expected);
        assertThat(failed).allMatch(line -> checks.contains(line.substring(0, line.lastIndexOf(' '))));
    }

    private static void note(JsonNode lines, Set<String> failures, Set<String> checks) {
        lines.forEach(line -> {
            checks.add(line.path("check").asText());
            failures.add(line.path("check").asText() + " " + line.path("run").asText());
        });
    }

    private void theLineageIsThatOfTheWarehouse(Storm storm, Log log) {
        Map<String, Asset> assets = log.latest(Topics.ASSETS, WORKSPACE, Asset.class);
        for (int asset = 0; asset < storm.warehouse().size(); asset++) {
            Set<String> upstreams = new TreeSet<>();
            for (int up : storm.warehouse().upstreams(asset)) {
                upstreams.add(storm.warehouse().urn(up));
            }
            assertThat(assets.get(storm.warehouse().urn(asset)).getFacets())
                    .singleElement()
                    .satisfies(facet -> assertThat(facet.getUpstreams())
                            .extracting(Upstream::getUrn)
                            .containsExactlyInAnyOrderElementsOf(upstreams));
        }
        assertThat(assets)
                .hasSize(storm.warehouse().size()
                        + Audience.of(storm).dashboards().size());
    }

    private static JsonNode truth(Result sent) throws IOException {
        Matcher file = Pattern.compile("Truth +(\\S+truth\\.json)").matcher(sent.output());
        assertThat(file.find()).as(sent.output()).isTrue();
        return Headwater.json(Files.readString(Path.of(file.group(1))));
    }
}
