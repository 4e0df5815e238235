package io.headwater.cli.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What one dbt invocation leaves behind: run_results.json (v6) and, for a freshness run, sources.json (v3). */
final class DbtRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DbtRun() {}

    /** How a node or check ended, where it did not simply succeed. */
    record Verdict(String status, String message, Integer failures) {}

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
        ObjectNode root = JSON.createObjectNode();
        Instant at = started;
        ArrayNode results = JSON.createArrayNode();
        for (String id : ids) {
            Instant done = at.plusMillis(180);
            results.add(result(id, verdicts.get(id), at, done));
            at = done;
        }
        DbtManifest.metadata(root, "run-results/v6", invocation, at);
        root.set("results", results);
        root.put("elapsed_time", Duration.between(started, at).toMillis() / 1000.0);
        root.putObject("args").put("which", which);
        return root;
    }

    private static ObjectNode result(String id, Verdict verdict, Instant started, Instant done) {
        boolean test = id.startsWith("test.");
        ObjectNode node = JSON.createObjectNode();
        node.put("status", verdict == null ? (test ? "pass" : "success") : verdict.status());
        ArrayNode timing = node.putArray("timing");
        boolean ran = verdict == null || !verdict.status().equals("skipped");
        if (ran) {
            timing.addObject()
                    .put("name", "compile")
                    .put("started_at", started.toString())
                    .put("completed_at", started.plusMillis(20).toString());
            timing.addObject()
                    .put("name", "execute")
                    .put("started_at", started.plusMillis(20).toString())
                    .put("completed_at", done.toString());
        }
        node.put("thread_id", "Thread-1").put("execution_time", ran ? 0.18 : 0.0);
        node.putObject("adapter_response");
        node.put("message", verdict == null ? (test ? null : "SELECT 1204") : verdict.message());
        if (test && ran) {
            node.put("failures", verdict == null || verdict.failures() == null ? 0 : verdict.failures());
        } else {
            node.putNull("failures");
        }
        node.put("unique_id", id);
        return node;
    }

    /** sources.json of a `dbt source freshness`: sources with a rule, stale ones as named. */
    static ObjectNode freshness(Company company, String invocation, Instant at, Map<String, Instant> staleSince) {
        ObjectNode root = JSON.createObjectNode();
        DbtManifest.metadata(root, "sources/v3", invocation, at);
        ArrayNode results = root.putArray("results");
        company.sources().forEach((name, source) -> {
            if (source.fresh() > 0) {
                Instant loaded = staleSince.getOrDefault(name, at.minus(Duration.ofMinutes(12)));
                ObjectNode node = results.addObject();
                node.put("unique_id", company.uniqueId("raw." + name));
                node.put("max_loaded_at", loaded.toString()).put("snapshotted_at", at.toString());
                node.put(
                        "max_loaded_at_time_ago_in_s",
                        Duration.between(loaded, at).toMillis() / 1000.0);
                node.put("status", staleSince.containsKey(name) ? "error" : "pass");
                node.putObject("criteria")
                        .putObject("error_after")
                        .put("count", source.fresh())
                        .put("period", "hour");
                node.putObject("adapter_response");
                node.putArray("timing")
                        .addObject()
                        .put("name", "execute")
                        .put("started_at", at.toString())
                        .put("completed_at", at.toString());
                node.put("thread_id", "Thread-1").put("execution_time", 0.1);
            }
        });
        root.put("elapsed_time", 1.2);
        return root;
    }
}
