package io.headwater.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.Complaint;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.home.HeadwaterHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends what a source would send. */
@Command(
        name = "send",
        description = {
            "Send what a source would send:",
            "  headwater send dbt target/            the artifacts in a dbt target directory",
            "  headwater send FILE --source monte-carlo   one webhook payload"
        },
        mixinStandardHelpOptions = true)
public final class SendCommand implements Callable<Integer> {
    private static final List<String> ARTIFACTS =
            List.of("manifest.json", "run_results.json", "sources.json", "catalog.json");

    @Spec
    CommandSpec spec;

    @Parameters(arity = "1..2", paramLabel = "dbt DIR | FILE")
    List<String> what;

    @Option(names = "--source", description = "Which source the FILE comes from, e.g. monte-carlo.")
    String source;

    @Option(
            names = {"-w", "--workspace"},
            defaultValue = "default",
            description = "Default: ${DEFAULT-VALUE}.")
    String workspace;

    @Override
    public Integer call() throws IOException {
        HeadwaterClient client = new RunningStack(
                        HeadwaterHome.ofEnvironment(), spec.commandLine().getOut())
                .client();
        HeadwaterClient.Answer answer = what.size() == 2 ? dbt(client) : file(client, Path.of(what.get(0)));
        JsonNode body = HeadwaterClient.require(answer, "sending");
        spec.commandLine().getOut().println(body.toPrettyString());
        return 0;
    }

    private HeadwaterClient.Answer dbt(HeadwaterClient client) {
        if (!what.get(0).equals("dbt")) {
            throw new Complaint("one file at a time: " + what.get(1) + " is one too many");
        }
        Path dir = Path.of(what.get(1));
        Map<String, Path> files = new LinkedHashMap<>();
        for (String name : ARTIFACTS) {
            if (Files.exists(dir.resolve(name))) {
                files.put(name, dir.resolve(name));
            } else if (Files.exists(dir.resolve(name + ".gz"))) {
                files.put(name, dir.resolve(name + ".gz"));
            }
        }
        if (files.isEmpty()) {
            throw new Complaint(dir + " holds none of " + String.join(", ", ARTIFACTS)
                    + "; dbt writes them to its target directory");
        }
        if (!files.containsKey("run_results.json") && !files.containsKey("sources.json")) {
            return client.postFiles("/api/lineage/" + workspace + "/dbt", files);
        }
        return client.postFiles("/api/ingest/" + workspace + "/dbt", files);
    }

    private HeadwaterClient.Answer file(HeadwaterClient client, Path file) throws IOException {
        if (source == null && file.toString().equals("dbt")) {
            throw new Complaint("say which directory: headwater send dbt target/");
        }
        if (source == null) {
            throw new Complaint("say where " + file + " comes from: --source monte-carlo");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Complaint(file + " cannot be read");
        }
        return client.post("/api/ingest/" + workspace + "/" + source, Files.readString(file), Map.of());
    }
}
