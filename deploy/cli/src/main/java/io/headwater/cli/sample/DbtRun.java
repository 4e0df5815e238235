package io.headwater.cli.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.headwater.simulator.dbt.DbtProject;
import io.headwater.simulator.dbt.Invocation;
import io.headwater.simulator.dbt.RunResults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** What one dbt invocation at the sample company leaves behind. */
final class DbtRun {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration A_NODE = Duration.ofMillis(180);
    private static final Duration A_FRESHNESS_RUN = Duration.ofMillis(1200);

    private DbtRun() {}

    /** How a node or check ended, where it did not simply succeed. */
    record Verdict(String status, String message, Integer failures) {}

    static ObjectNode manifest(Company company, String invocation, Instant at) {
        return tree(out -> new DbtManifest(company).write(out, new Invocation(invocation, at, at)));
    }

    /**
     * run_results.json.
     *
     * @param which dbt's command: run, test or build
     * @param models which models it selects; tests of selected models come along with test and build
     * @param verdicts by unique id; absent: success
     */
    static ObjectNode results(
            Company company,
            String which,
            String invocation,
            Instant started,
            Predicate<String> models,
            Map<String, Verdict> verdicts) {
        List<RunResults.Result> results = new ArrayList<>();
        Instant at = started;
        for (String id : selected(company, which, models)) {
            results.add(result(id, Optional.ofNullable(verdicts.get(id)), at));
            at = at.plus(A_NODE);
        }
        Invocation whole = new Invocation(invocation, started, at);
        return tree(out -> RunResults.write(out, whole, results.stream(), which, List.of()));
    }

    private static List<String> selected(Company company, String which, Predicate<String> models) {
        List<String> ids = new ArrayList<>();
        List<DbtTest> tests = DbtTest.of(company);
        for (String model : company.models().keySet()) {
            if (!models.test(model)) {
                continue;
            }
            if (!which.equals("test")) {
                ids.add(company.uniqueId(model));
            }
            if (!which.equals("run")) {
                tests.stream().filter(t -> t.model().equals(model)).forEach(t -> ids.add(t.uniqueId(company)));
            }
        }
        return ids;
    }

    private static RunResults.Result result(String id, Optional<Verdict> verdict, Instant started) {
        boolean test = id.startsWith("test.");
        String status = verdict.map(Verdict::status).orElse(test ? "pass" : "success");
        Optional<String> good = test ? Optional.empty() : Optional.of("SELECT 1204");
        boolean counted = test && !status.equals("skipped");
        return new RunResults.Result(
                id,
                status,
                verdict.isPresent() ? verdict.map(Verdict::message) : good,
                counted ? OptionalInt.of(verdict.map(Verdict::failures).orElse(0)) : OptionalInt.empty(),
                started,
                started.plus(A_NODE),
                1,
                Optional.empty());
    }

    /** sources.json of a `dbt source freshness`: sources with a rule, stale ones as named. */
    static ObjectNode freshness(Company company, String invocation, Instant at, Map<String, Instant> staleSince) {
        List<RunResults.Freshness> results = new ArrayList<>();
        company.sources().forEach((name, source) -> {
            if (source.fresh() > 0) {
                results.add(new RunResults.Freshness(
                        company.uniqueId("raw." + name),
                        staleSince.containsKey(name) ? "error" : "pass",
                        staleSince.getOrDefault(name, at.minus(Duration.ofMinutes(12))),
                        at,
                        DbtProject.time(source.fresh(), "hour")));
            }
        });
        Invocation whole = new Invocation(invocation, at.minus(A_FRESHNESS_RUN), at);
        return tree(out -> RunResults.writeFreshness(out, whole, results.stream()));
    }

    private interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private static ObjectNode tree(Writing writing) {
        try (TokenBuffer buffer = new TokenBuffer(JSON, false)) {
            writing.to(buffer);
            return JSON.readTree(buffer.asParser());
        } catch (IOException impossible) {
            throw new UncheckedIOException("an artifact in memory", impossible);
        }
    }
}
