package io.headwater.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console in a real browser, on an incident that Monte Carlo brings and dbt's lineage explains. */
class ConsoleE2E {
    /** A stack that has just started on a slow machine takes longer than the seconds that are usual. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Headwater headwater = Headwater.running();
    private final String workspace = "browser-" + UUID.randomUUID().toString().substring(0, 8);
    private Browser browser;
    private Page page;

    @BeforeEach
    void signIn() {
        PlaywrightAssertions.setDefaultAssertionTimeout(SOON.toMillis());
        browser = Browser.open();
        page = browser.page();
        page.setDefaultTimeout(SOON.toMillis());
        page.navigate(headwater.oneTimeLink());
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void an_incident_appears_live_is_acknowledged_by_key_and_slack_shows_who() {
        page.navigate(headwater.url() + "/incidents/" + workspace);
        assertThat(page.locator("#rows")).containsText("Nothing is broken");
        assertThat(page.locator("#live")).hasText("live");

        breakOrders();
        assertThat(page.locator("tr[data-href]")).hasCount(1);
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("orders");
        assertThat(page.locator(".badges .priority")).hasText("P0");
        assertThat(page.locator("#graph")).hasAttribute("data-drawn", "yes");
        assertThat(drawnDashboards()).containsExactly("Sales");
        screenshot("incident");

        page.keyboard().press("a");
        assertThat(page.locator(".badges .status")).hasText("acknowledged");
        assertThat(page.locator(".timeline")).containsText("cknowledged");
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode message = message();
            assertThat(message.path("editCount").asInt()).isPositive();
            assertThat(message.toString()).containsIgnoringCase("acknowledged");
        });
    }

    @Test
    void what_is_chosen_and_written_while_the_page_is_fetched_anew_stays() {
        breakOrders();
        String list = headwater.url() + "/incidents/" + workspace;
        page.navigate(list);
        assertThat(page.locator("tr[data-href]")).hasCount(1);
        assertThat(page.locator("#live")).hasText("live");
        whileFetching(list + "?rows=true", () -> page.keyboard().press("j"));
        assertThat(page.locator("tr.at")).hasCount(1);
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("orders");

        assertThat(page.locator("#live")).hasText("live");
        whileFetching(page.url(), () -> page.locator("#note-text").fill("half a sentence"));
        assertThat(page.locator("#note-text")).hasValue("half a sentence");
        assertThat(page.locator("#note-text")).isFocused();
    }

    @Test
    void a_note_is_written_and_stands_in_the_timeline() {
        breakOrders();
        openOnlyIncident();
        page.locator("#note-text").fill("the <b>loader</b> was restarted");
        page.locator("#note button").click();
        assertThat(page.locator(".timeline")).containsText("the <b>loader</b> was restarted");
    }

    @Test
    void the_slack_button_resolves_and_the_page_turns_green() {
        breakOrders();
        openOnlyIncident();
        await().atMost(SOON).until(() -> !message().isMissingNode());
        JsonNode message = message();
        String resolve = actionId(message, "esolve");
        String press = "{\"channel\":\"%s\",\"ts\":\"%s\",\"actionId\":\"%s\",\"user\":\"ada@example.com\"}"
                .formatted(message.path("channel").asText(), message.path("ts").asText(), resolve);
        assertThat(headwater
                        .client()
                        .post("/sandbox/slack/press", press, Map.of())
                        .ok())
                .isTrue();
        assertThat(page.locator(".badges .status")).hasText("resolved");
    }

    @Test
    void the_past_of_an_incident_and_the_history_of_its_cause_have_pages() {
        breakOrders();
        openOnlyIncident();
        assertThat(page.locator("#graph")).hasAttribute("data-drawn", "yes");
        page.keyboard().press("a");
        assertThat(page.locator(".badges .status")).hasText("acknowledged");

        page.locator(".timeline li.IncidentOpened a").click();
        assertThat(page.locator(".banner")).containsText("As it stood on");
        assertThat(page.locator(".badges .status")).hasText("triggered");
        assertThat(page.locator("#note")).hasCount(0);
        assertThat(page.locator("#graph")).hasAttribute("data-drawn", "yes");
        violations("past");
        screenshot("past");
        page.locator(".banner a").click();
        assertThat(page.locator(".badges .status")).hasText("acknowledged");

        page.locator(".cause a").click();
        assertThat(page.locator("h1")).containsText("orders");
        assertThat(page.locator(".health")).hasText("down");
        assertThat(page.locator("tr[data-href]")).hasCount(1);
        violations("asset");
        screenshot("asset");
    }

    @Test
    void the_pages_have_no_serious_accessibility_violation() {
        breakOrders();
        page.navigate(headwater.url() + "/incidents/" + workspace);
        assertThat(page.locator("tr[data-href]")).hasCount(1);
        violations("list");
        screenshot("list");
        openOnlyIncident();
        assertThat(page.locator("#graph")).hasAttribute("data-drawn", "yes");
        violations("incident");
    }

    @Test
    void without_a_session_no_page_is_shown() {
        Page stranger = browser.page();
        Response answer = stranger.navigate(headwater.url() + "/incidents/" + workspace);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(stranger.content()).contains("deploy/headwater status");
    }

    private void breakOrders() {
        String lineage =
                """
                {"source": "e2e", "assets": [
                  {"urn": "table:shop.core.orders", "type": "TABLE", "name": "orders"},
                  {"urn": "dashboard:bi:sales", "type": "DASHBOARD", "name": "Sales", "tier": 1,
                   "upstreams": ["table:shop.core.orders"]}]}
                """;
        assertThat(headwater
                        .client()
                        .post("/api/lineage/" + workspace + "/assets", lineage, Map.of())
                        .status())
                .isEqualTo(202);
        await().atMost(SOON)
                .until(() -> headwater
                                .items("/api/lineage/" + workspace + "/assets?q=sales")
                                .size()
                        == 1);
        String alert =
                """
                {"version": "v0.1", "account": {"id": "a"}, "action": "incident", "type": "open_anomaly_incident",
                 "payload": {"incident_id": "%s", "group_id": "shop:core", "url": "https://example.com/alert",
                  "event_list": [{"event_details": "Has 42 rows vs. 101 expected", "table_name": "orders"}]}}
                """
                        .formatted(UUID.randomUUID());
        assertThat(headwater
                        .client()
                        .post("/api/ingest/" + workspace + "/monte-carlo", alert, Map.of())
                        .status())
                .isEqualTo(202);
    }

    /** Holds the next answer from {@code url} back, which a note by somebody else asks for, until {@code done}. */
    private void whileFetching(String url, Runnable done) {
        List<Route> held = new ArrayList<>();
        Predicate<String> wanted = url::equals;
        page.route(wanted, held::add);
        noteByAnother();
        page.waitForCondition(() -> !held.isEmpty());
        done.run();
        page.unroute(wanted);
        page.waitForResponse(answer -> answer.url().equals(url), () -> held.forEach(Route::resume))
                .finished();
        // Two turns of the page's own queue: the answer's text, and what is shown of it.
        page.evaluate("() => new Promise((shown) => setTimeout(() => requestAnimationFrame(shown)))");
    }

    private void noteByAnother() {
        String incident =
                headwater.items("/api/incidents/" + workspace).get(0).path("id").asText();
        String note = "{\"type\": \"note\", \"text\": \"looking\"}";
        assertThat(headwater
                        .client()
                        .post("/api/incidents/" + workspace + "/" + incident + "/commands", note, Map.of())
                        .ok())
                .isTrue();
    }

    private void openOnlyIncident() {
        page.navigate(headwater.url() + "/incidents/" + workspace);
        page.locator("tr[data-href] a").first().click();
        assertThat(page.locator("#incident h1")).isVisible();
    }

    private JsonNode message() {
        return headwater.items("/sandbox/slack/messages").stream()
                .filter(m -> m.path("threadTs").asText("").isEmpty()
                        || m.path("threadTs").asText().equals(m.path("ts").asText()))
                .filter(m -> m.toString().contains(workspace))
                .findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    private static String actionId(JsonNode message, String label) {
        for (JsonNode block : message.path("blocks")) {
            for (JsonNode element : block.path("elements")) {
                if (element.path("text").path("text").asText().contains(label)) {
                    return element.path("action_id").asText();
                }
            }
        }
        throw new AssertionError("no button '" + label + "' in " + message);
    }

    @SuppressWarnings("unchecked")
    private List<String> drawnDashboards() {
        return (List<String>)
                page.evaluate("() => blastRadius.nodes('[role=\"dashboard\"]').map(n => n.data('label')).sort()");
    }

    private void violations(String name) {
        List<Rule> grave = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(v -> List.of("serious", "critical").contains(v.getImpact()))
                        .toList();
        assertThat(grave)
                .as(name + ": " + grave.stream().map(Rule::getHelp).toList())
                .isEmpty();
    }

    private void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
    }
}
