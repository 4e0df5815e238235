package io.headwater.ticketing.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.ticketing.adf.Adf;
import io.headwater.ticketing.ticket.Placement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** What tickets need of Jira, each a question or an act; every failure is a {@link JiraTrouble}. Blocking. */
public final class Jira {
    /** Every ticket bears it. */
    public static final String LABEL = "headwater";
    /** Issue property that says whose ticket it is: {@code {workspace, incident}}. */
    public static final String PROPERTY = "headwater";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COMMENTS = 100;

    private final JiraApi api;
    private final String site;

    Jira(JiraApi api, String site) {
        this.api = api;
        this.site = site;
    }

    /** An issue and the name of its status. */
    public record Issue(String key, String status) {}

    /** Where people read an issue. */
    public String pageOf(String key) {
        return site + "/browse/" + key;
    }

    /** By this label alone the incident's ticket is searched for. */
    static String labelOf(String incident) {
        return "headwater-" + incident.replaceAll("\\s", "_");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** The ticket of an incident, if there is one; of several (there never should be) the oldest. */
    public Optional<Issue> find(String workspace, String incident) {
        ObjectNode query = JSON.createObjectNode();
        query.put("jql", "labels = \"" + escaped(labelOf(incident)) + "\" ORDER BY created ASC");
        query.put("maxResults", 50);
        query.putArray("fields").add("status");
        query.putArray("properties").add(PROPERTY);
        JsonNode answer = JiraCall.of("looking the ticket up", () -> api.search(query));
        return stream(answer.path("issues"))
                .filter(ownedBy(workspace, incident))
                .map(Jira::issue)
                .min(java.util.Comparator.comparing(issue -> numberOf(issue.key())));
    }

    /** Makes the ticket and returns its key. */
    public String create(String workspace, String incident, Placement placement, String summary, Adf.Node description) {
        ObjectNode issue = JSON.createObjectNode();
        ObjectNode fields = issue.putObject("fields");
        fields.putObject("project").put("key", placement.project());
        fields.putObject("issuetype").put("name", placement.issueType());
        fields.put("summary", summary);
        fields.set("description", tree(description));
        Set<String> labels = new LinkedHashSet<>(List.of(LABEL, labelOf(incident)));
        labels.addAll(placement.labels());
        ArrayNode labelList = fields.putArray("labels");
        labels.forEach(labelList::add);
        ObjectNode property = issue.putArray("properties").addObject().put("key", PROPERTY);
        property.putObject("value").put("workspace", workspace).put("incident", incident);
        JsonNode answer = JiraCall.of("creating the ticket", () -> api.create(issue));
        String key = answer.path("key").asText();
        if (key.isEmpty()) {
            throw JiraTrouble.noAnswer("Jira's answer to a new ticket names no key", null);
        }
        return key;
    }

    /** Rewrites summary and description. */
    public void edit(String key, String summary, Adf.Node description) {
        ObjectNode issue = JSON.createObjectNode();
        issue.putObject("fields").put("summary", summary).set("description", tree(description));
        JiraCall.run("editing " + key, () -> api.edit(key, issue));
    }

    /** The name of the status it stands in. */
    public String statusOf(String key) {
        return status(key).path("name").asText();
    }

    private JsonNode status(String key) {
        return JiraCall.of("reading " + key, () -> api.issue(key, "status"))
                .path("fields")
                .path("status");
    }

    private static String categoryOf(JsonNode status) {
        return status.path("statusCategory").path("key").asText();
    }

    /** Whether one of the newest comments contains the text. */
    public boolean hasComment(String key, String text) {
        JsonNode answer = JiraCall.of("reading comments of " + key, () -> api.comments(key, "-created", COMMENTS));
        return stream(answer.path("comments"))
                .anyMatch(comment -> comment.path("body").toString().contains(text));
    }

    /** Adds a comment. */
    public void comment(String key, Adf.Node body) {
        ObjectNode comment = JSON.createObjectNode();
        comment.set("body", tree(body));
        JiraCall.of("commenting on " + key, () -> api.comment(key, comment));
    }

    /** The same link again replaces itself. */
    public void linkBack(String key, String globalId, String url, String title) {
        ObjectNode link = JSON.createObjectNode().put("globalId", globalId).put("relationship", "incident");
        link.putObject("application").put("type", "io.headwater").put("name", "Headwater");
        link.putObject("object").put("url", url).put("title", title);
        JiraCall.of("linking " + key, () -> api.remoteLink(key, link));
    }

    /**
     * Moves an issue to the first of the targets, each the name of a transition or of the status it leads to, else to a
     * status of the category. It stays where it is if it stands in one of them already: a person who closed the ticket in
     * a workflow of their own was first.
     *
     * @return the status after it
     */
    public String move(String key, List<String> targets, String category) {
        JsonNode standing = status(key);
        String status = standing.path("name").asText();
        if (targets.stream().anyMatch(status::equalsIgnoreCase)
                || !category.isEmpty() && category.equals(categoryOf(standing))) {
            return status;
        }
        JsonNode answer = JiraCall.of("reading transitions of " + key, () -> api.transitions(key));
        JsonNode chosen = choose(answer.path("transitions"), targets, category)
                .orElseThrow(() -> JiraTrouble.refused("%s is '%s' and has no transition to %s; it has: %s"
                        .formatted(key, status, String.join(" or ", targets), names(answer.path("transitions")))));
        ObjectNode body = JSON.createObjectNode();
        body.putObject("transition").put("id", chosen.path("id").asText());
        JiraCall.run("moving " + key, () -> api.transition(key, body));
        return chosen.path("to").path("name").asText(chosen.path("name").asText());
    }

    private static Optional<JsonNode> choose(JsonNode transitions, List<String> targets, String category) {
        for (String target : targets) {
            Optional<JsonNode> named = stream(transitions)
                    .filter(transition ->
                            target.equalsIgnoreCase(transition.path("name").asText())
                                    || target.equalsIgnoreCase(
                                            transition.path("to").path("name").asText()))
                    .findFirst();
            if (named.isPresent()) {
                return named;
            }
        }
        return stream(transitions)
                .filter(transition -> !category.isEmpty() && category.equals(categoryOf(transition.path("to"))))
                .findFirst();
    }

    private static String names(JsonNode transitions) {
        return String.join(
                ", ", stream(transitions).map(t -> t.path("name").asText()).toList());
    }

    /** One without the property (a person may have removed it) counts by its label. */
    private static Predicate<JsonNode> ownedBy(String workspace, String incident) {
        return issue -> {
            JsonNode property = issue.path("properties").path(PROPERTY);
            return property.isMissingNode()
                    || property.path("workspace").asText().equals(workspace)
                            && property.path("incident").asText().equals(incident);
        };
    }

    private static Issue issue(JsonNode issue) {
        return new Issue(
                issue.path("key").asText(),
                issue.path("fields").path("status").path("name").asText());
    }

    private static long numberOf(String key) {
        String digits = key.substring(key.lastIndexOf('-') + 1).toLowerCase(Locale.ROOT);
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : Long.MAX_VALUE;
    }

    private static JsonNode tree(Adf.Node node) {
        return JSON.valueToTree(node.tree());
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
