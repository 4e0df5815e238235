package io.headwater.cli.storm;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.simulator.Cause;
import io.headwater.simulator.Evaluation;
import io.headwater.simulator.Score;
import io.headwater.simulator.Storm;
import io.headwater.simulator.delivery.SourceNames;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The incidents that the interface reports, held against what really broke. */
public final class StormVerdict {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    /** Longer than a run's outcomes wait for the rest of it. */
    private static final Duration QUIET = Duration.ofSeconds(35);

    private static final Duration QUIET_IF_ALL_IS_THERE = Duration.ofSeconds(8);

    private final HeadwaterClient client;
    private final String workspace;
    private final Storm storm;
    private final SourceNames names;
    private final List<Evaluation> failures;
    /** By id, as listed. */
    private final Map<String, JsonNode> incidents = new LinkedHashMap<>();
    /** Incident by {@link #key} of what failed. */
    private final Map<String, String> incidentOf = new LinkedHashMap<>();

    /** @param failures the first bad outcome of each episode of each check */
    public StormVerdict(
            HeadwaterClient client, String workspace, Storm storm, SourceNames names, List<Evaluation> failures) {
        this.client = client;
        this.workspace = workspace;
        this.storm = storm;
        this.names = names;
        this.failures = List.copyOf(failures);
    }

    /** Reads again until nothing changes any more. */
    public void settle() {
        long began = System.nanoTime();
        long changed = began;
        String before = "";
        while (System.nanoTime() - began < PATIENCE.toNanos()) {
            read();
            String now = incidents.values() + "" + incidentOf;
            long quiet = System.nanoTime() - changed;
            boolean whole = failures.stream().allMatch(one -> incidentOf(one).isPresent());
            if (!now.equals(before)) {
                changed = System.nanoTime();
                before = now;
            } else if (quiet > (whole ? QUIET_IF_ALL_IS_THERE : QUIET).toNanos()) {
                return;
            }
            pause();
        }
    }

    /** What the interface says now. */
    void read() {
        incidents.clear();
        incidentOf.clear();
        String all = "/api/incidents/" + workspace;
        for (JsonNode incident : items(all + "?status=all&limit=200")) {
            String id = incident.path("id").asText();
            incidents.put(id, incident);
            for (JsonNode alert : items(all + "/" + id + "/alerts?limit=2000")) {
                incidentOf.put(
                        key(
                                alert.path("source").asText(),
                                alert.path("check").asText(),
                                alert.path("run").asText()),
                        id);
            }
        }
    }

    private List<JsonNode> items(String path) {
        List<JsonNode> items = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = client.get(next.isEmpty() ? path : path + "&cursor=" + encoded(next));
            page.path("items").forEach(items::add);
            next = page.path("next").asText("");
        } while (!next.isEmpty());
        return items;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String key(String source, String check, String run) {
        return source + " " + check + " " + run;
    }

    private Optional<String> incidentOf(Evaluation one) {
        return Optional.ofNullable(incidentOf.get(key(one.watch().source(), names.check(one.watch()), names.run(one))));
    }

    private String rootOf(String incident) {
        return incidents.get(incident).path("rootCauses").path(0).asText("");
    }

    /** Prints how well the storm was grouped; returns whether every cause that shows has an incident. */
    public boolean print(PrintWriter out) {
        Score score = new Score();
        score.add(storm, failures, this::incidentOf, this::rootOf);
        Score.StormScore its = score.worst(1).get(0);
        out.printf(
                "%d causes of which %d show, %d first failures of one cause each → %d incidents in all%n",
                its.causes(), its.visible(), its.failures(), incidents.size());
        for (int cause = 0; cause < storm.causes().size(); cause++) {
            printCause(out, cause);
        }
        if (its.visible() == 0) {
            out.println("Nothing shows of what broke: there is nothing to score.");
            return true;
        }
        out.printf(
                "F1 %.3f, root cause right %d of %d, %.2f incidents per cause%n",
                its.f1(), its.right(), its.visible(), score.groupsPerCause());
        return score.causesWithoutGroup() == 0;
    }

    private void printCause(PrintWriter out, int number) {
        Cause cause = storm.causes().get(number);
        Map<String, Integer> sizes = new TreeMap<>();
        failures.stream()
                .filter(one -> one.causes().size() == 1 && one.causes().contains(number))
                .forEach(one -> sizes.merge(incidentOf(one).orElse("none"), 1, Integer::sum));
        out.printf(
                "  %-24s %-15s %s%n",
                shortName(storm.warehouse().urn(cause.asset())),
                cause.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                sizes.isEmpty() ? "seen by no check alone" : "");
        sizes.forEach((incident, count) -> out.printf(
                "      %d failure%s in %s%s%n",
                count,
                count == 1 ? "" : "s",
                incident,
                incidents.containsKey(incident) ? ", root cause " + shortName(rootOf(incident)) : ""));
    }

    private static String shortName(String urn) {
        return urn.replaceFirst("^table:[^.]+\\.", "");
    }

    /** `3 open incidents`, as of now. */
    public static String count(HeadwaterClient client, String workspace) {
        int open = client.get("/api/incidents/" + workspace + "?status=open&limit=200")
                .path("items")
                .size();
        return open + " open incident" + (open == 1 ? "" : "s");
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(2);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HeadwaterClient.Refused("interrupted");
        }
    }
}
