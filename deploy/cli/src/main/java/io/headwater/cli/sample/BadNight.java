package io.headwater.cli.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.headwater.simulator.montecarlo.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** What goes wrong at the sample company one night, as `deploy/sample/bad-night.yaml` tells it. */
public record BadNight(
        String cause,
        Map<String, Integer> stale,
        Map<String, Failing> builds,
        Map<String, Failing> tests,
        List<Monitor> monitors) {
    /** How a build or test ends; tests fail unless the status says otherwise. */
    public record Failing(String status, String message, int failures) {}

    /** One Monte Carlo monitor that speaks: a rule with its comparison, or an anomaly with its details. */
    public record Monitor(
            String table,
            String rule,
            String metric,
            String operator,
            double threshold,
            double value,
            String anomaly,
            String details) {}

    /** Reads the night on file. */
    public static BadNight read(Path file) {
        try {
            return new YAMLMapper().readValue(file.toFile(), BadNight.class);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
    }

    /** The dbt artifacts of one invocation, by file name. */
    public record Artifacts(String name, Map<String, ObjectNode> files) {}

    /**
     * The company's jobs as they run once: freshness of the sources, `dbt run` and `dbt test` of the finance models, and a
     * `dbt build` of all others.
     *
     * @param name begins the ids, so that each round has its own
     * @param broken whether it is the bad night
     */
    public List<Artifacts> jobs(Company company, String name, Instant at, boolean broken) {
        Predicate<String> finance = m -> company.models().get(m).group().equals("finance");
        Map<String, DbtRun.Verdict> verdicts = broken ? verdicts(company) : Map.of();
        Map<String, Instant> late = new LinkedHashMap<>();
        if (broken) {
            stale.forEach((source, minutes) -> late.put(source, at.minus(Duration.ofMinutes(minutes))));
        }
        List<Artifacts> jobs = new ArrayList<>();
        jobs.add(job(
                company,
                name + "-freshness",
                at,
                Map.of("sources.json", DbtRun.freshness(company, id(name + "-freshness"), at, late))));
        jobs.add(job(
                company,
                name + "-finance-run",
                at.plusSeconds(20),
                Map.of(
                        "run_results.json",
                        DbtRun.results(
                                company, "run", id(name + "-finance-run"), at.plusSeconds(20), finance, verdicts))));
        jobs.add(job(
                company,
                name + "-finance-test",
                at.plusSeconds(30),
                Map.of(
                        "run_results.json",
                        DbtRun.results(
                                company, "test", id(name + "-finance-test"), at.plusSeconds(30), finance, verdicts))));
        jobs.add(job(
                company,
                name + "-others",
                at.plusSeconds(40),
                Map.of(
                        "run_results.json",
                        DbtRun.results(
                                company,
                                "build",
                                id(name + "-others"),
                                at.plusSeconds(40),
                                finance.negate(),
                                verdicts))));
        return jobs;
    }

    private static Artifacts job(Company company, String name, Instant at, Map<String, ObjectNode> files) {
        Map<String, ObjectNode> all = new LinkedHashMap<>();
        all.put("manifest.json", DbtRun.manifest(company, id(name), at));
        all.putAll(files);
        return new Artifacts(name, all);
    }

    private Map<String, DbtRun.Verdict> verdicts(Company company) {
        Map<String, DbtRun.Verdict> verdicts = new LinkedHashMap<>();
        builds.forEach(
                (model, f) -> verdicts.put(company.uniqueId(model), new DbtRun.Verdict(f.status(), f.message(), null)));
        Set<String> known = new LinkedHashSet<>();
        for (DbtTest test : DbtTest.of(company)) {
            Failing failing = tests.get(test.name());
            if (failing != null) {
                known.add(test.name());
                String status = failing.status() == null ? "fail" : failing.status();
                String message = "Got " + failing.failures() + " results, configured to " + status + " if != 0";
                verdicts.put(test.uniqueId(company), new DbtRun.Verdict(status, message, failing.failures()));
            }
        }
        if (!known.equals(tests.keySet())) {
            Set<String> unknown = new LinkedHashSet<>(tests.keySet());
            unknown.removeAll(known);
            throw new IllegalArgumentException("bad-night.yaml names tests the company does not have: " + unknown);
        }
        return verdicts;
    }

    /** Every alert of the night: (check, run) pairs that are FAILED, WARNED or ERRORED. */
    public int alerts() {
        long built =
                builds.values().stream().filter(f -> f.status().equals("error")).count();
        return stale.size() + (int) built + tests.size() + monitors.size();
    }

    /** Assets on which something fails, as `raw.payments` or model names. */
    public Set<String> failingAssets(Company company) {
        Set<String> assets = new LinkedHashSet<>();
        stale.keySet().forEach(s -> assets.add("raw." + s));
        builds.forEach((model, f) -> {
            if (f.status().equals("error")) {
                assets.add(model);
            }
        });
        DbtTest.of(company).stream().filter(t -> tests.containsKey(t.name())).forEach(t -> assets.add(t.model()));
        monitors.forEach(m -> assets.add(m.table()));
        return assets;
    }

    /** The webhook payload with which Monte Carlo opens the alert of a monitor. */
    public ObjectNode opened(Company company, String round, int index, Instant at) {
        Monitor monitor = monitors.get(index);
        String schema = monitor.table().startsWith("raw.")
                ? "raw"
                : company.models().get(monitor.table()).layer();
        String table = monitor.table().replaceFirst("^raw\\.", "");
        Webhook alert = new Webhook(id("account"), id(round + "-monitor-" + index), company.database(), schema, table);
        if (monitor.rule() == null) {
            return alert.anomaly(monitor.details());
        }
        Webhook.Rule rule = new Webhook.Rule(
                id(monitor.rule()), monitor.rule(), monitor.metric(), monitor.operator(), monitor.threshold());
        return alert.broken(rule, monitor.value(), at);
    }

    /** The payload with which it says that somebody marked the alert as fixed. */
    public ObjectNode fixed(Company company, String round, int index, Instant at) {
        return Webhook.fixed(opened(company, round, index, at));
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(("larkspur/" + name).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }
}
