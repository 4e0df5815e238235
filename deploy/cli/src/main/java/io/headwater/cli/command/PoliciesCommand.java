package io.headwater.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.client.HeadwaterClient.Answer;
import io.headwater.cli.client.PolicyFile;
import io.headwater.cli.home.HeadwaterHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Policies as code. */
@Command(name = "policies", description = "Policies as code.", mixinStandardHelpOptions = true)
public final class PoliciesCommand {
    private static final String YAML = "application/yaml";
    private static final int SAME = 0;
    private static final int DIFFERS = 1;
    private static final int REFUSED = 2;

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-w", "--workspace"},
            defaultValue = "default",
            scope = ScopeType.INHERIT,
            description = "Default: ${DEFAULT-VALUE}.")
    String workspace;

    /** Puts every document of a directory in force; stops at nothing, fails if any was refused. */
    @Command(
            name = "apply",
            description = "Put every *.yaml, *.yml and *.json below DIR in force.",
            mixinStandardHelpOptions = true)
    int apply(@Parameters(paramLabel = "DIR") Path dir) throws IOException {
        return each(
                dir,
                (client, file) -> client.put(file.path(workspace), file.text(), YAML),
                body -> " version " + body.path("version").asLong()
                        + (body.path("changed").asBoolean() ? "" : " (unchanged)"));
    }

    /** Checks every document of a directory as `apply` would, and puts none in force; fails if any would be refused. */
    @Command(
            name = "validate",
            description = "Check every *.yaml, *.yml and *.json below DIR; nothing is put in force.",
            mixinStandardHelpOptions = true)
    int validate(@Parameters(paramLabel = "DIR") Path dir) throws IOException {
        return each(dir, this::check, body -> "");
    }

    /** Asks for each document below the directory; one that is refused stops no other. */
    private int each(Path dir, BiFunction<HeadwaterClient, PolicyFile, Answer> ask, Function<JsonNode, String> remark)
            throws IOException {
        List<PolicyFile> files = PolicyFile.below(dir);
        HeadwaterClient client = client();
        int refused = 0;
        for (PolicyFile file : files) {
            Answer answer = ask.apply(client, file);
            if (answer.ok()) {
                out().printf("✔ %s: %s%s%n", file.file(), file.policy(), remark.apply(answer.body()));
            } else {
                refused++;
                refused(file, answer);
            }
        }
        return refused == 0 ? 0 : 1;
    }

    /** Says what `apply` would change, value by value, and what is in force that the directory does not hold. */
    @Command(
            name = "diff",
            description =
                    "Say what applying DIR would change. Ends with 0: nothing, 1: something, 2: a document is wrong.",
            mixinStandardHelpOptions = true)
    int diff(@Parameters(paramLabel = "DIR") Path dir) throws IOException {
        List<PolicyFile> files = PolicyFile.below(dir);
        HeadwaterClient client = client();
        Set<String> held = new HashSet<>();
        int result = SAME;
        for (PolicyFile file : files) {
            held.add(file.policy());
            Answer answer = check(client, file);
            if (!answer.ok()) {
                result = REFUSED;
                refused(file, answer);
            } else if (answer.body().path("changed").asBoolean()) {
                result = Math.max(result, DIFFERS);
                changed(file, answer.body());
            }
        }
        for (JsonNode policy : client.get("/api/policies/" + workspace).path("items")) {
            String name =
                    policy.path("kind").asText() + "/" + policy.path("name").asText();
            if (!held.contains(name)) {
                result = Math.max(result, DIFFERS);
                out().printf(
                                "? %s version %d is in force, and not below %s%n",
                                name, policy.path("version").asLong(), dir);
            }
        }
        if (result == SAME) {
            out().println("Nothing would change.");
        }
        return result;
    }

    private void changed(PolicyFile file, JsonNode proposal) {
        long version = proposal.path("version").asLong();
        out().printf(
                        "%s %s: %s %s%n",
                        version == 0 ? "+" : "~",
                        file.file(),
                        file.policy(),
                        version == 0 ? "is new" : "would be version " + (version + 1));
        DocumentDifference.lines(proposal.path("inForce"), proposal.path("document"))
                .forEach(line -> out().println("    " + line));
    }

    private Answer check(HeadwaterClient client, PolicyFile file) {
        return client.post(file.path(workspace) + "/check", file.text(), Map.of("Content-Type", YAML));
    }

    private void refused(PolicyFile file, Answer answer) {
        out().printf("✘ %s: %s%n", file.file(), answer.words());
    }

    private HeadwaterClient client() {
        return new RunningStack(HeadwaterHome.ofEnvironment(), out()).client();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
