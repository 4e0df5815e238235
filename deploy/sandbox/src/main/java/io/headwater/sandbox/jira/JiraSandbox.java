package io.headwater.sandbox.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.journal.StateFile;
import io.headwater.sandbox.web.Answer;
import io.headwater.sandbox.web.Changes;
import io.headwater.sandbox.web.Json;
import io.headwater.sandbox.web.Request;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** The Jira side: the REST API, and what scripts and the page may read and do. Safe for many threads. */
public final class JiraSandbox {
    private final JiraSite site;
    private final JiraPeople people;
    private final JiraShapes shapes;
    private final JiraWebhooks webhooks;
    private final JiraApi api;

    /** @param baseUrl the site as people reach it, without a trailing slash */
    public JiraSandbox(JiraSettings settings, Clock clock, StateFile file, Changes changes, Supplier<String> baseUrl) {
        site = new JiraSite(clock, file, changes);
        people = new JiraPeople(file, settings.email());
        shapes = new JiraShapes(baseUrl);
        webhooks = new JiraWebhooks(shapes, clock, settings);
        api = new JiraApi(settings, site, people, shapes, webhooks);
    }

    /** A REST call; the path is what follows {@code /rest/api/3/}. */
    public synchronized Answer api(Request request) {
        return api.handle(request);
    }

    /** HTTP 429 as Jira gives it. */
    public static Answer rateLimited(int retryAfterSeconds) {
        return JiraError.of(429, "Rate limit exceeded.").answer().with("Retry-After", "" + retryAfterSeconds);
    }

    /** HTTP 401 as Jira gives it to a token that is wrong or no longer good. */
    public Answer unauthorized() {
        return JiraApi.unauthorized(shapes.site());
    }

    /** HTTP 500 as Jira gives it. */
    public static Answer broken() {
        return JiraError.of(500, "Internal server error").answer();
    }

    public synchronized ObjectNode issues() {
        List<ObjectNode> items = site.all().stream().map(shapes::script).toList();
        return Json.items(items);
    }

    /** Moves an issue as a person would; throws IllegalArgumentException where there is no such issue or status. */
    public synchronized void move(String key, String status, String email) {
        ObjectNode issue = issue(key);
        api.move(issue, Workflow.titled(status), people.member(email));
    }

    /** Comments as a person would; throws IllegalArgumentException where there is no such issue. */
    public synchronized void comment(String key, String text, String email) {
        ObjectNode issue = issue(key);
        ObjectNode by = people.member(email);
        ObjectNode comment = IssueParts.addComment(site, issue, Adf.paragraph(text), by);
        site.put(issue);
        webhooks.commented(issue, comment, by);
    }

    private ObjectNode issue(String key) {
        return site.find(key).orElseThrow(() -> new IllegalArgumentException("no issue " + key));
    }

    public void postWebhooksTo(String url) {
        webhooks.postTo(url);
    }

    public synchronized void wipe() {
        people.forget();
        site.wipe();
    }
}
