package io.headwater.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.headwater.cli.Complaint;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.home.HeadwaterHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Policies as code. */
@Command(name = "policies", description = "Policies as code.", mixinStandardHelpOptions = true)
public final class PoliciesCommand {
    @Spec
    CommandSpec spec;

    /** Puts every document of a directory in force; stops at nothing, fails if any was refused. */
    @Command(name = "apply", description = "Put every *.yaml, *.yml and *.json below DIR in force.")
    int apply(
            @Parameters(paramLabel = "DIR") Path dir,
            @Option(
                            names = {"-w", "--workspace"},
                            defaultValue = "default",
                            description = "Default: ${DEFAULT-VALUE}.")
                    String workspace)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        HeadwaterClient client = new RunningStack(HeadwaterHome.ofEnvironment(), out).client();
        int refused = 0;
        for (Path file : documents(dir)) {
            String text = Files.readString(file);
            JsonNode document = read(file, text);
            String path =
                    "/api/policies/" + workspace + "/" + document.path("kind").asText() + "/"
                            + document.path("name").asText();
            HeadwaterClient.Answer answer = client.put(path, text, "application/yaml");
            if (answer.ok()) {
                out.printf(
                        "✔ %s: %s/%s version %d%s%n",
                        dir.relativize(file),
                        document.path("kind").asText(),
                        document.path("name").asText(),
                        answer.body().path("version").asLong(),
                        answer.body().path("changed").asBoolean() ? "" : " (unchanged)");
            } else {
                refused++;
                out.printf("✘ %s: %s%n", dir.relativize(file), answer.words());
            }
        }
        return refused == 0 ? 0 : 1;
    }

    private static List<Path> documents(Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            throw new Complaint(dir + " is not a directory");
        }
        try (Stream<Path> walk = Files.walk(dir)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .filter(p -> p.toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new Complaint(dir + " holds no *.yaml, *.yml or *.json");
            }
            return files;
        }
    }

    private static JsonNode read(Path file, String text) {
        try {
            JsonNode document = new YAMLMapper().readTree(text);
            if (!document.hasNonNull("kind") || !document.hasNonNull("name")) {
                throw new Complaint(file + " names no kind and name; a policy begins with 'kind:' and 'name:'");
            }
            return document;
        } catch (IOException wrong) {
            throw new Complaint(file + " is not valid YAML: " + wrong.getMessage());
        }
    }
}
