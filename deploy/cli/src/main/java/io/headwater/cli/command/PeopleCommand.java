package io.headwater.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.home.HeadwaterHome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The names behind the hashes. */
@Command(name = "people", description = "The names behind the hashes.", mixinStandardHelpOptions = true)
public final class PeopleCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-w", "--workspace"},
            defaultValue = "default",
            scope = ScopeType.INHERIT,
            description = "Default: ${DEFAULT-VALUE}.")
    String workspace;

    /** Erases a person in one workspace and says what remains; fails where a note that was to go is still there. */
    @Command(
            name = "erase",
            description = "Take a person's name away for good, and say what remains. Ends with 1 where a note that was"
                    + " to be redacted is not.",
            mixinStandardHelpOptions = true)
    int erase(
            @Parameters(paramLabel = "PERSON", description = "E-mail, user name or hash.") String person,
            @Option(names = "--redact-notes", description = "Redact the notes they wrote too.") boolean redactNotes,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "Another name by which others may mention them; may be repeated.")
                    List<String> names) {
        ObjectNode body = JSON.createObjectNode().put("person", person).put("redactNotes", redactNotes);
        if (names != null) {
            names.forEach(body.putArray("names")::add);
        }
        HeadwaterClient client = new RunningStack(HeadwaterHome.ofEnvironment(), out()).client();
        JsonNode report = HeadwaterClient.require(
                client.post("/api/people/" + workspace + "/erase", body.toString(), Map.of()), "erasing");
        print(report);
        JsonNode notes = report.path("notes");
        return notes.path("pending").asInt() + notes.path("refused").asInt() == 0 ? 0 : 1;
    }

    private void print(JsonNode report) {
        String erased = texts(report.path("erased"));
        out().printf(
                        "✔ erased person %s in %s: %s%n",
                        report.path("person").asText(),
                        report.path("workspace").asText(),
                        erased.isEmpty() ? "no name was on record" : erased);
        JsonNode notes = report.path("notes");
        if (notes.path("asked").asBoolean()) {
            boolean all =
                    notes.path("redacted").asInt() == notes.path("written").asInt();
            out().printf(
                            "%s %d of %d notes redacted%n",
                            all ? "✔" : "✘",
                            notes.path("redacted").asInt(),
                            notes.path("written").asInt());
        }
        int sessions = report.path("sessionsEnded").asInt();
        if (sessions > 0) {
            out().printf("✔ %d console session%s ended%n", sessions, sessions == 1 ? "" : "s");
        }
        out().println("What remains:");
        for (JsonNode remainder : report.path("remains")) {
            out().println("  - " + remainder.path("words").asText());
            switch (remainder.path("what").asText()) {
                case "mentions" -> mentions(report.path("mentions"));
                case "namesakes" -> report.path("namesakes").forEach(hash -> out().println("      " + hash.asText()));
                default -> {}
            }
        }
    }

    private void mentions(JsonNode mentions) {
        for (JsonNode mention : mentions.path("items")) {
            out().printf(
                            "      %s: %s %s%n",
                            mention.path("incident").asText(),
                            mention.path("what").asText(),
                            mention.path("subject").asText());
        }
        long more = mentions.path("count").asLong() - mentions.path("items").size();
        if (more > 0) {
            out().println("      and " + more + " more");
        }
    }

    private static String texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
