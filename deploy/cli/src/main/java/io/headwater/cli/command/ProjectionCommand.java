package io.headwater.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.home.HeadwaterHome;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The projection: what pages and queries read, built from the log. */
@Command(name = "projection", description = "What pages and queries read.", mixinStandardHelpOptions = true)
public final class ProjectionCommand {
    private static final String PATH = "/api/projection/rebuild";
    private static final long ASK_EACH_MS = 500;

    @Spec
    CommandSpec spec;

    /** Starts a rebuild and shows how far it is until it ends; ended by Ctrl-C, it goes on without being watched. */
    @Command(
            name = "rebuild",
            description = "Build it anew from the log while the one before serves.",
            mixinStandardHelpOptions = true)
    int rebuild(
            @Option(names = "--watch", description = "Start none; show the one that runs or ran last.") boolean watch) {
        PrintWriter out = spec.commandLine().getOut();
        HeadwaterClient client = new RunningStack(HeadwaterHome.ofEnvironment(), out).client();
        if (!watch) {
            HeadwaterClient.require(client.post(PATH, "", Map.of()), "starting a rebuild");
        }
        String shown = "";
        while (true) {
            JsonNode progress = client.get(PATH);
            String line = line(progress);
            if (!line.equals(shown)) {
                out.println(line);
                out.flush();
                shown = line;
            }
            if (!progress.path("state").asText().equals("running")) {
                return progress.path("state").asText().equals("done") ? 0 : 1;
            }
            pause();
        }
    }

    private static String line(JsonNode progress) {
        long records = progress.path("records").asLong();
        return switch (progress.path("state").asText()) {
            case "running" -> running(progress, records);
            case "done" -> "✔ rebuilt: " + records + " records" + rate(progress, records);
            case "never" -> "✘ no rebuild was ever started here";
            default ->
                "✘ " + progress.path("state").asText() + " while "
                        + progress.path("phase").asText() + ": "
                        + progress.path("reason").asText() + "; the projection before serves on";
        };
    }

    private static String running(JsonNode progress, long records) {
        long total = progress.path("total").asLong();
        String phase = progress.path("phase").asText();
        return phase.equals("reading") && total > 0
                ? "… reading: %d %% (%d of %d records)".formatted(100 * records / total, records, total)
                : "… " + phase;
    }

    private static String rate(JsonNode progress, long records) {
        Duration took = Duration.between(
                Instant.parse(progress.path("startedAt").asText()),
                Instant.parse(progress.path("updatedAt").asText()));
        return took.toMillis() == 0
                ? ""
                : " in %d s, %d a second".formatted(took.toSeconds(), 1000 * records / took.toMillis());
    }

    private static void pause() {
        try {
            Thread.sleep(ASK_EACH_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HeadwaterClient.Refused("interrupted; the rebuild goes on");
        }
    }
}
