package io.headwater.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.client.HeadwaterClient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What Headwater made of the bad night, read through its interface and the sandbox, held against the expectation. */
final class Outcome {
    private static final long PATIENCE_SECONDS = 90;

    private final HeadwaterClient client;
    private final String workspace;
    private final Expectation expected;
    private final PrintWriter out;
    private final long began = System.nanoTime();
    private final Set<String> before = new TreeSet<>();
    private final Set<String> messagesBefore = new TreeSet<>();
    private final Set<String> ticketsBefore = new TreeSet<>();
    private String incident = "";
    private boolean announced;

    Outcome(HeadwaterClient client, String workspace, Expectation expected, PrintWriter out) {
        this.client = client;
        this.workspace = workspace;
        this.expected = expected;
        this.out = out;
        incidents().forEach(i -> before.add(i.path("id").asText()));
        messages().forEach(m -> messagesBefore.add(m.path("ts").asText()));
        tickets().forEach(t -> ticketsBefore.add(t.path("key").asText()));
    }

    /** Says once, as soon as it is there, that the first incident is open. */
    boolean saysFirstIncident() {
        List<JsonNode> now = tonight();
        if (!announced && !now.isEmpty()) {
            announced = true;
            out.printf("  → incident %s: %s%n", now.get(0).path("id").asText(), Demo.line(now.get(0)));
            out.flush();
        }
        return announced;
    }

    /** Waits until the storm has settled, prints it and returns whether it is as expected. */
    boolean reportStorm() {
        await(() -> tonight().size() == 1
                && tonight().get(0).path("alertCount").asInt() >= expected.alerts()
                && !newMessages().isEmpty()
                && !newTickets().isEmpty()
                && tonight().get(0).path("impact").path("viewerCount").asInt()
                        >= expected.viewers().size());
        List<JsonNode> incidents = tonight();
        JsonNode first =
                incidents.isEmpty() ? com.fasterxml.jackson.databind.node.MissingNode.getInstance() : incidents.get(0);
        incident = first.path("id").asText();
        int alerts =
                incidents.stream().mapToInt(i -> i.path("alertCount").asInt()).sum();
        out.printf(
                "%n%d alerts → %d incident%s, %s, root cause `%s`, %d dashboards, %d viewers; %d Slack message%s, %d ticket%s%n",
                alerts,
                incidents.size(),
                incidents.size() == 1 ? "" : "s",
                first.path("priority").asText("-"),
                shortCause(first),
                first.path("impact").path("dashboardCount").asInt(),
                first.path("impact").path("viewerCount").asInt(),
                newMessages().size(),
                newMessages().size() == 1 ? "" : "s",
                newTickets().size(),
                newTickets().size() == 1 ? "" : "s");
        out.printf("  Incident  %s/incidents/%s/%s%n", client.url(), workspace, incident);
        newMessages()
                .forEach(m -> out.printf(
                        "  Slack     %s/sandbox/  (%s)%n",
                        client.url(), m.path("channelName").asText()));
        newTickets().forEach(t -> out.printf("  Ticket    %s%n", t.path("url").asText()));
        return verdict(incidents, first, alerts);
    }

    private boolean verdict(List<JsonNode> incidents, JsonNode first, int alerts) {
        List<String> wrong = new ArrayList<>();
        compare(wrong, "incidents", 1, incidents.size());
        compare(wrong, "alerts", expected.alerts(), alerts);
        compare(wrong, "priority", "P0", first.path("priority").asText());
        compare(wrong, "root cause", List.of(expected.rootCause()), texts(first.path("rootCauses")));
        Set<String> dashboards = new TreeSet<>();
        first.path("impact")
                .path("dashboards")
                .forEach(d -> dashboards.add(d.path("name").asText()));
        compare(wrong, "dashboards", expected.dashboards(), dashboards);
        compare(
                wrong,
                "viewers",
                expected.viewers().size(),
                first.path("impact").path("viewerCount").asInt());
        compare(wrong, "Slack messages", 1, newMessages().size());
        compare(wrong, "tickets", 1, newTickets().size());
        return say(wrong, "as the sample's files say it must be");
    }

    /** Waits until all is green again, prints it and returns whether it is. */
    boolean reportRepair() {
        await(() -> "RESOLVED".equals(tonightStatus())
                && health(expected.rootCause()).equals("up")
                && newTickets().stream()
                        .allMatch(t -> "Done".equals(t.path("status").asText())));
        List<String> wrong = new ArrayList<>();
        compare(wrong, "incident", "RESOLVED", tonightStatus());
        compare(wrong, "status of " + expected.rootCause(), "up", health(expected.rootCause()));
        compare(wrong, "Slack messages", 1, newMessages().size());
        newTickets()
                .forEach(t -> compare(wrong, "ticket", "Done", t.path("status").asText()));
        return say(wrong, "everything is green again");
    }

    private boolean say(List<String> wrong, String good) {
        if (wrong.isEmpty()) {
            out.printf("✔ %s (%.0f s)%n", good, (System.nanoTime() - began) / 1e9);
        } else {
            out.println("✘ not as expected:");
            wrong.forEach(w -> out.println("    " + w));
        }
        out.flush();
        return wrong.isEmpty();
    }

    private static void compare(List<String> wrong, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            wrong.add(what + ": expected " + expected + ", got " + actual);
        }
    }

    private static String shortCause(JsonNode incident) {
        String urn = incident.path("rootCauses").path(0).asText("-");
        String name = urn.substring(urn.indexOf(':') + 1);
        int dots = name.length() - name.replace(".", "").length();
        return dots == 2 ? name.substring(name.indexOf('.') + 1) : name;
    }

    private String tonightStatus() {
        return incident.isEmpty()
                ? ""
                : client.get("/api/incidents/" + workspace + "/" + incident)
                        .path("status")
                        .asText();
    }

    private String health(String urn) {
        String path = java.net.URLEncoder.encode(urn, java.nio.charset.StandardCharsets.UTF_8);
        return client.get("/api/status/" + workspace + "/assets/" + path)
                .path("status")
                .asText();
    }

    /** Incidents of this night that are not merged away. */
    private List<JsonNode> tonight() {
        return incidents().stream()
                .filter(i -> !before.contains(i.path("id").asText()))
                .toList();
    }

    private List<JsonNode> incidents() {
        return items(client.get("/api/incidents/" + workspace + "?status=all&limit=200"));
    }

    /** Messages of this workspace that stand in a channel by themselves; threads and edits are not new messages. */
    private List<JsonNode> newMessages() {
        return messages().stream()
                .filter(m -> !messagesBefore.contains(m.path("ts").asText()))
                .toList();
    }

    private List<JsonNode> messages() {
        return items(client.get("/sandbox/slack/messages")).stream()
                .filter(m -> m.toString().contains("/incidents/" + workspace + "/"))
                .filter(m -> m.path("threadTs").asText("").isEmpty()
                        || m.path("threadTs").asText().equals(m.path("ts").asText()))
                .toList();
    }

    private List<JsonNode> newTickets() {
        return tickets().stream()
                .filter(t -> !ticketsBefore.contains(t.path("key").asText()))
                .toList();
    }

    private List<JsonNode> tickets() {
        return items(client.get("/sandbox/jira/issues")).stream()
                .filter(t -> t.at("/properties/headwater/workspace").asText().equals(workspace))
                .toList();
    }

    private static List<JsonNode> items(JsonNode body) {
        return StreamSupport.stream(body.path("items").spliterator(), false).toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toList());
    }

    private static void await(BooleanSupplier settled) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!settled.getAsBoolean() && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new HeadwaterClient.Refused("interrupted");
            }
        }
    }
}
