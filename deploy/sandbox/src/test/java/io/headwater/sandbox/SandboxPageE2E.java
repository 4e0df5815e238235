package io.headwater.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a real browser: what it shows, that it is live, that its buttons reach the app. */
class SandboxPageE2E {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static Playwright playwright;
    private static Browser browser;

    private Sandbox sandbox;
    private RecordingApp app;
    private Http slack;
    private Page page;

    @BeforeAll
    static void launch() {
        boolean found = Files.isExecutable(CHROMIUM);
        if (System.getenv("HEADWATER_DEMAND_CHROMIUM") == null) {
            assumeTrue(found, "no Chromium: apt-get install -y chromium");
        }
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void quit() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        app = RecordingApp.start();
        sandbox = Sandbox.start(SandboxConfig.defaults());
        sandbox.postInteractionsTo(app.url());
        slack = Http.slack(sandbox);
        page = browser.newPage();
        page.navigate(sandbox.url() + "/");
    }

    @AfterEach
    void stop() {
        page.close();
        sandbox.close();
        app.close();
    }

    private String post(String body) throws Exception {
        return slack.post("chat.postMessage", body).json().path("ts").asText();
    }

    @Test
    void a_message_appears_without_reloading_and_its_markup_is_text_not_html() throws Exception {
        assertThat(page.getByText("No messages yet")).isVisible();
        post("{'channel':'#incidents','text':'*bold* <script>document.title=1</script> <img src=x onerror=alert(1)>"
                + " <javascript:alert(1)|click>'}");

        assertThat(page.locator(".message strong")).hasText("bold");
        assertThat(page.locator(".message")).containsText("<img src=x".replace("<", ""));
        assertThat(page.locator(".message script, .message img, .message a[href^=javascript]"))
                .hasCount(0);
        assertThat(page).hasTitle("Headwater sandbox");
    }

    @Test
    void pressing_a_button_reaches_the_app_as_the_chosen_person_and_says_what_it_answered() throws Exception {
        post("{'channel':'#incidents','text':'x','blocks':[{'type':'actions','elements':[{'type':'button',"
                + "'action_id':'ack','value':'i-1','text':{'type':'plain_text','text':'Acknowledge'}}]}]}");
        page.getByLabel("Act as").fill("grace.hopper@example.com");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Acknowledge"))
                .click();

        assertThat(page.locator(".toast")).containsText("the app answered 200");
        assertThat(app.payload().at("/user/username").asText()).isEqualTo("grace.hopper");
        assertThat(app.payload().at("/actions/0/value").asText()).isEqualTo("i-1");
    }

    @Test
    void a_broadcast_reply_stands_in_the_channel_and_in_its_thread() throws Exception {
        String root = post("{'channel':'#incidents','text':'the root'}");
        post("{'channel':'#incidents','text':'louder','thread_ts':'" + root + "','reply_broadcast':true}");

        assertThat(page.locator("main > .message")).hasCount(2);
        assertThat(page.locator(".thread .message")).hasText(java.util.regex.Pattern.compile("louder"));
        assertThat(page.getByText("replied to a thread")).isVisible();
    }

    @Test
    void an_issue_is_moved_with_the_keyboard() throws Exception {
        Http.jira(sandbox)
                .post("issue", "{'fields':{'project':{'key':'DATA'},'issuetype':{'name':'Bug'},'summary':'broken'}}");
        page.keyboard().press("2");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("broken")))
                .isVisible();
        page.locator("[data-action='move-Done']").focus();
        page.keyboard().press("Enter");

        assertThat(page.locator("main .chip.done")).hasText("Done");
        assertThat(sandbox.jiraIssues().at("/0/status").asText()).isEqualTo("Done");
    }
}
