package io.headwater.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.sample.BadNight;
import io.headwater.cli.sample.Company;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The demo's acts. All that Headwater makes of what is sent is read back through its interface and compared with {@link
 * Expectation}; nothing that is printed about it is known beforehand.
 */
public final class Demo {
    private static final String FIRST_WORKSPACE = "demo";

    private final HeadwaterClient client;
    private final PrintWriter out;
    private final Company company;
    private final BadNight night;
    private final String workspace;
    private final Sender sender;
    private final Path sample;
    private final Duration storm;

    /**
     * @param sample the directory `deploy/sample`
     * @param files where the artifacts that are sent are kept
     * @param storm how long the bad night's alerts take to arrive
     */
    public Demo(HeadwaterClient client, PrintWriter out, Path sample, Path files, Duration storm) {
        this.client = client;
        this.out = out;
        this.sample = sample;
        this.storm = storm;
        this.company = Company.read(sample.resolve("company.yaml"));
        this.night = BadNight.read(sample.resolve("bad-night.yaml"));
        // A second bad night in a workspace would rightly reopen the first one's incident.
        this.workspace = client.freshWorkspace(FIRST_WORKSPACE);
        this.sender = new Sender(client, workspace, company, files);
    }

    /** The workspace the demo plays in. */
    public String workspace() {
        return workspace;
    }

    /** Plays both acts; returns whether everything came out as the sample's files say it must. */
    public boolean play() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String round = now.toString().replaceAll("[^0-9]", "");
        Instant lastGood = now.minus(Duration.ofMinutes(62));
        Expectation expected = Expectation.of(company, night);
        Outcome outcome = new Outcome(client, workspace, expected, out);
        healthyRun(round, lastGood, now);
        badNight(round, now.minus(Duration.ofMinutes(2)), outcome);
        boolean good = outcome.reportStorm();
        repair(round, now);
        return outcome.reportRepair() && good;
    }

    private void healthyRun(String round, Instant lastGood, Instant now) {
        say(
                "Workspace " + workspace + ". %s's warehouse: %d sources, %d models in 4 layers, %d dashboards.",
                company.company(),
                company.sources().size(),
                company.models().size(),
                company.dashboards().size());
        sender.policies(sample.resolve("policies"));
        int outcomes = 0;
        for (BadNight.Artifacts job : night.jobs(company, round + "-healthy", lastGood, false)) {
            outcomes += sender.dbt(job);
        }
        Set<String> affected = new LinkedHashSet<>(company.downstreamOf(night.failingAssets(company)));
        affected.retainAll(company.dashboards().keySet());
        int views = sender.views(lastGood.plusSeconds(60), now.minus(Duration.ofMinutes(2)), affected);
        say("A healthy run: %d outcomes, all good; %d dashboard views.", outcomes, views);
        // The storm speaks of assets by name; Headwater would wait for their lineage, a person watching would not.
        client.awaitAsset(workspace, "rpt_daily_revenue", Duration.ofMinutes(2));
    }

    private void badNight(String round, Instant at, Outcome outcome) {
        say("%nThe bad night: alerts arrive over %d s, out of order, some twice.", storm.toSeconds());
        List<BadNight.Artifacts> jobs = night.jobs(company, round + "-night", at, true);
        List<Runnable> deliveries = List.of(
                () -> monitor(round, 0),
                () -> monitor(round, 1),
                () -> job(jobs.get(2)),
                () -> monitor(round, 0),
                () -> monitor(round, 2),
                () -> monitor(round, 3),
                () -> job(jobs.get(1)),
                () -> job(jobs.get(2)),
                () -> monitor(round, 4),
                () -> monitor(round, 5),
                () -> job(jobs.get(3)),
                () -> monitor(round, 6),
                () -> monitor(round, 5),
                () -> monitor(round, 7),
                () -> job(jobs.get(0)),
                () -> monitor(round, 8),
                () -> job(jobs.get(0)));
        Duration gap = storm.dividedBy(deliveries.size());
        boolean seen = false;
        for (Runnable delivery : deliveries) {
            delivery.run();
            pause(gap);
            seen = seen || outcome.saysFirstIncident();
        }
    }

    private void monitor(String round, int index) {
        sender.monteCarlo(night.opened(company, round, index, Instant.now()));
        say("  Monte Carlo: %s", night.monitors().get(index).table());
    }

    private void job(BadNight.Artifacts job) {
        say("  dbt %s: %d outcomes", job.name().replaceFirst("^\\d+-night-", ""), sender.dbt(job));
    }

    private void repair(String round, Instant now) {
        say("%nThe repair: the export is loaded again, the jobs run anew, Monte Carlo's alerts are marked fixed.");
        night.jobs(company, round + "-repair", now.plusSeconds(0), false).forEach(sender::dbt);
        for (int i = 0; i < night.monitors().size(); i++) {
            sender.monteCarlo(night.fixed(company, round, i, Instant.now()));
        }
    }

    private void say(String format, Object... values) {
        out.printf(format + "%n", values);
        out.flush();
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HeadwaterClient.Refused("interrupted");
        }
    }

    /** The incident's fields that a person would look at first. */
    static String line(JsonNode incident) {
        return incident.path("priority").asText() + " " + incident.path("title").asText();
    }
}
