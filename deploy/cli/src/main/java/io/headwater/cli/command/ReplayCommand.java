package io.headwater.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.home.HeadwaterHome;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A workspace's history played again, held to the log. */
@Command(
        name = "replay",
        description =
                "Play a workspace's inputs again and compare what they say with the log, byte for byte. Nothing is"
                        + " written, nobody is told. Exit code 0: identical, 1: it differs, or was refused.",
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(
            names = {"-w", "--workspace"},
            defaultValue = "default",
            description = "Default: ${DEFAULT-VALUE}.")
    String workspace;

    @Option(
            names = "--since",
            paramLabel = "D",
            description = "Begin with the last checkpoint before: " + GivenTime.FORMS
                    + " (UTC). Default: as early as the log allows.")
    String since;

    @Option(names = "--json", description = "Print the report as JSON.")
    boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        HeadwaterClient client = new RunningStack(HeadwaterHome.ofEnvironment(), out).client();
        String path = "/api/replays/" + workspace;
        String asked = path
                + GivenTime.read(spec, "--since", since)
                        .map(time -> "?since=" + time.toString().replace("+", "%2B"))
                        .orElse("");
        JsonNode play = new PlayWatch(client, spec.commandLine().getErr())
                .toEnd(path, client.post(asked, "{}", Map.of()), "replay");
        out.print(
                json
                        ? play.path("report").toPrettyString() + "\n"
                        : play.path("text").asText());
        out.flush();
        return play.path("report").path("identical").asBoolean() ? 0 : 1;
    }
}
