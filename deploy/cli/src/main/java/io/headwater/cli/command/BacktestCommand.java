package io.headwater.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.client.PolicyFile;
import io.headwater.cli.home.HeadwaterHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What would have happened under other policies. */
@Command(
        name = "backtest",
        description =
                "Say what would have happened if the policies below DIR had been in force from the beginning. Nothing"
                        + " is written, nobody is told. Exit code 0: done, 1: refused.",
        mixinStandardHelpOptions = true)
public final class BacktestCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "As `policies apply` takes it.")
    Path dir;

    @Option(
            names = {"-w", "--workspace"},
            defaultValue = "default",
            description = "Default: ${DEFAULT-VALUE}.")
    String workspace;

    @Option(
            names = "--since",
            paramLabel = "D",
            description = "Compare what began since: " + GivenTime.FORMS + " (UTC).")
    String since;

    @Option(names = "--until", paramLabel = "D", description = "And before: as --since.")
    String until;

    @Option(names = "--json", description = "Print the report as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        ObjectNode body = JSON.createObjectNode();
        time("--since", since, body);
        time("--until", until, body);
        ArrayNode policies = body.putArray("policies");
        for (PolicyFile file : PolicyFile.below(dir)) {
            policies.addObject()
                    .put("file", file.file().toString())
                    .put("policy", file.policy())
                    .put("text", file.text());
        }
        PrintWriter out = spec.commandLine().getOut();
        HeadwaterClient client = new RunningStack(HeadwaterHome.ofEnvironment(), out).client();
        String path = "/api/backtests/" + workspace;
        JsonNode play = new PlayWatch(client, spec.commandLine().getErr())
                .toEnd(path, client.post(path, body.toString(), Map.of()), "back-test");
        out.print(
                json
                        ? play.path("report").toPrettyString() + "\n"
                        : play.path("text").asText());
        out.flush();
        return 0;
    }

    private void time(String option, String given, ObjectNode body) {
        GivenTime.read(spec, option, given).ifPresent(time -> body.put(option.substring(2), time.toString()));
    }
}
