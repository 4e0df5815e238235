package io.headwater.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Properties;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
    private static final String BUTTON =
            "{'channel':'#incidents','text':'P0','blocks':[{'type':'actions','block_id':'b',"
                    + "'elements':[{'type':'button','action_id':'ack','value':'i-1','text':{'type':'plain_text','text':'Ack'}}]}]}";

    private Sandbox sandbox;
    private Http slack;
    private Http scripts;

    @BeforeEach
    void start() {
        use(Sandbox.start(SandboxConfig.defaults()));
    }

    private void use(Sandbox started) {
        sandbox = started;
        slack = Http.slack(sandbox);
        scripts = Http.scripts(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void a_press_is_posted_as_slack_posts_it_with_a_signature_that_holds() throws Exception {
        try (RecordingApp app = RecordingApp.start()) {
            sandbox.postInteractionsTo(app.url());
            JsonNode posted = slack.post("chat.postMessage", BUTTON).json();
            JsonNode answer = sandbox.press("incidents", posted.path("ts").asText(), "ack", "ada@example.com");

            assertThat(answer.path("ok").asBoolean()).isTrue();
            RecordingApp.Received received = app.received().get(0);
            assertThat(received.headers().getFirst("X-Slack-Signature")).isEqualTo(signature(received));
            assertThat(received.headers().getFirst("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
            JsonNode payload = app.payload();
            assertThat(payload.path("type").asText()).isEqualTo("block_actions");
            assertThat(payload.at("/team/id").asText()).isEqualTo("T0HEADWATER");
            assertThat(payload.at("/user/name").asText()).isEqualTo("ada");
            assertThat(payload.at("/channel/name").asText()).isEqualTo("incidents");
            assertThat(payload.at("/container/message_ts")).isEqualTo(posted.path("ts"));
            assertThat(payload.at("/actions/0/action_id").asText()).isEqualTo("ack");
            assertThat(payload.at("/actions/0/block_id").asText()).isEqualTo("b");
            assertThat(payload.at("/actions/0/value").asText()).isEqualTo("i-1");
        }
    }

    private static String signature(RecordingApp.Received received) throws Exception {
        Headers headers = received.headers();
        String base = "v0:" + headers.getFirst("X-Slack-Request-Timestamp") + ":" + received.body();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("sandbox-signing-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "v0=" + HexFormat.of().formatHex(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_trigger_id_opens_one_modal_and_a_response_url_answers_the_presser_alone() throws Exception {
        try (RecordingApp app = RecordingApp.start()) {
            sandbox.postInteractionsTo(app.url());
            JsonNode posted = slack.post("chat.postMessage", BUTTON).json();
            sandbox.press("incidents", posted.path("ts").asText(), "ack", "ada");
            String view = "{'trigger_id':'" + app.payload().path("trigger_id").asText()
                    + "','view':{'type':'modal','title':{'type':'plain_text','text':'Note'},'blocks':[]}}";

            assertThat(slack.post("views.open", view).json().path("ok").asBoolean())
                    .isTrue();
            assertThat(slack.post("views.open", view).json().path("error").asText())
                    .isEqualTo("exchanged_trigger_id");
            String path = app.payload()
                    .path("response_url")
                    .asText()
                    .substring(sandbox.url().length() + 1);
            assertThat(scripts.post(path, "{'text':'noted'}").status()).isEqualTo(200);
            assertThat(sandbox.slackMessages()).hasSize(1);
            assertThat(scripts.get("slack/messages?ephemeral=true")
                            .json()
                            .at("/items/1/text")
                            .asText())
                    .isEqualTo("noted");
        }
    }

    @Test
    void a_press_on_nothing_or_with_nowhere_to_go_says_so() throws Exception {
        JsonNode posted = slack.post("chat.postMessage", BUTTON).json();
        String press = "{'channel':'incidents','ts':'" + posted.path("ts").asText() + "','user':'ada','actionId':'%s'}";

        assertThat(scripts.post("slack/press", press.formatted("ack"))
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("no interactions URL is configured");
        Http.Answer unknown = scripts.post("slack/press", press.formatted("other"));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.header("Content-Type")).isEqualTo("application/problem+json");
        sandbox.postInteractionsTo("http://127.0.0.1:1/");
        assertThat(scripts.post("slack/press", press.formatted("ack"))
                        .json()
                        .path("error")
                        .asText())
                .startsWith("the app cannot be reached");
    }

    @Test
    void a_page_of_another_site_may_not_press() throws Exception {
        String origin = "https://evil.example";
        assertThat(scripts.send("POST", "slack/press", "{}", "Origin", origin).status())
                .isEqualTo(403);
        assertThat(scripts.send("DELETE", "state", "", "Origin", origin).status())
                .isEqualTo(403);
        assertThat(scripts.send("DELETE", "state", "", "Origin", "http://localhost:8080")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void a_reset_after_accept_keeps_the_message_and_answers_nothing() {
        sandbox.fault("slack", "reset-after-accept", 1);
        assertThatThrownBy(() -> slack.post("chat.postMessage", BUTTON)).isInstanceOf(IOException.class);

        assertThat(sandbox.slackMessages()).hasSize(1);
        assertThat(sandbox.requests("slack").at("/0/status").asInt()).isZero();
    }

    @Test
    void a_timeout_keeps_the_caller_waiting_and_stores_nothing() {
        sandbox.fault("slack", "timeout", 1);
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.slackApiUrl() + "chat.postMessage"))
                .timeout(java.time.Duration.ofMillis(300))
                .POST(HttpRequest.BodyPublishers.ofString("channel=%23c&text=x&token=xoxb-sandbox"))
                .build();

        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(java.net.http.HttpTimeoutException.class);
        assertThat(sandbox.slackMessages()).isEmpty();
    }

    @Test
    void a_fault_hits_only_what_it_matches_and_as_often_as_asked() throws Exception {
        scripts.post("faults", "{'target':'slack','kind':'429','count':2,'retryAfter':7,'match':'chat.postMessage'}");

        assertThat(slack.post("auth.test", "{}").status()).isEqualTo(200);
        assertThat(slack.post("chat.postMessage", BUTTON).header("Retry-After")).isEqualTo("7");
        assertThat(slack.post("chat.postMessage", BUTTON).status()).isEqualTo(429);
        assertThat(slack.post("chat.postMessage", BUTTON).status()).isEqualTo(200);
        assertThat(scripts.get("faults").json().path("items")).isEmpty();
        assertThat(scripts.post("faults", "{'target':'moon','kind':'429'}")
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("target must be slack, jira or smtp");
        scripts.post("faults", "{'target':'jira','kind':'down','seconds':60}");
        assertThat(scripts.delete("faults").status()).isEqualTo(204);
        assertThat(Http.jira(sandbox).get("myself").status()).isEqualTo(200);
    }

    @Test
    void malformed_input_gets_the_vendors_own_refusal() throws Exception {
        assertThat(slack.post("chat.postMessage", "{nope").json().path("error").asText())
                .isEqualTo("invalid_json");
        assertThat(slack.post("chat.postMessage", "[]").json().path("error").asText())
                .isEqualTo("json_not_object");
        assertThat(slack.post("no.such", "{}").json().path("error").asText()).isEqualTo("unknown_method");
        assertThat(slack.post("chat.postMessage", "{'channel':'#c','text':'x','metadata':{'a':1}}")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("invalid_metadata_schema");
        assertThat(slack.post("conversations.history", "{'channel':'C1'}")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("channel_not_found");
    }

    @Test
    void what_was_received_outlives_a_restart_and_an_interrupted_last_write(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("state/sandbox.jsonl");
        sandbox.close();
        use(Sandbox.start(SandboxConfig.defaults().withDataFile(file)));
        JsonNode posted = slack.post("chat.postMessage", BUTTON).json();
        Http.jira(sandbox)
                .post("issue", "{'fields':{'project':{'key':'DATA'},'issuetype':{'name':'Bug'},'summary':'broken'}}");
        mail("kept");
        sandbox.close();
        Files.writeString(file, "{\"kind\":\"slack-mess", StandardOpenOption.APPEND);

        use(Sandbox.start(SandboxConfig.defaults().withDataFile(file)));
        assertThat(sandbox.slackMessages().at("/0/ts")).isEqualTo(posted.path("ts"));
        assertThat(sandbox.jiraIssues().at("/0/key").asText()).isEqualTo("DATA-1");
        assertThat(sandbox.mails().at("/0/subject").asText()).isEqualTo("kept");
        String update = "{'channel':'" + posted.path("channel").asText() + "','ts':'"
                + posted.path("ts").asText() + "','text':'changed'}";
        assertThat(slack.post("chat.update", update).json().path("ok").asBoolean())
                .isTrue();
        scripts.delete("state");
        sandbox.close();

        use(Sandbox.start(SandboxConfig.defaults().withDataFile(file)));
        assertThat(sandbox.slackMessages()).isEmpty();
        assertThat(sandbox.jiraIssues()).isEmpty();
    }

    private void mail(String subject) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(sandbox.smtpPort()));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("headwater@example.com"));
        message.addRecipients(Message.RecipientType.TO, "ada@example.com,grace@example.com");
        message.setSubject(subject);
        message.setText("One incident.");
        Transport.send(message);
    }

    @Test
    void a_mail_to_two_people_is_one_mail_and_smtp_fails_when_told_to() throws Exception {
        mail("digest");
        assertThat(sandbox.mails()).hasSize(1);
        assertThat(sandbox.mails().at("/0/to")).hasSize(2);
        assertThat(sandbox.mails().at("/0/text").asText()).contains("One incident.");

        for (String kind : new String[] {"429", "500", "down"}) {
            sandbox.fault("smtp", kind, 1);
            assertThatThrownBy(() -> mail("lost")).as(kind).isInstanceOf(MessagingException.class);
        }
        assertThat(sandbox.mails()).hasSize(1);
        sandbox.fault("smtp", "reset-after-accept", 1);
        assertThatThrownBy(() -> mail("taken")).isInstanceOf(MessagingException.class);
        assertThat(sandbox.mails()).hasSize(2);
    }

    @Test
    void changes_are_told_to_whoever_listens() throws Exception {
        HttpRequest listen =
                HttpRequest.newBuilder(URI.create(sandbox.url() + "/events")).build();
        try (InputStream events = HttpClient.newHttpClient()
                .send(listen, HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            slack.post("chat.postMessage", BUTTON);
            StringBuilder heard = new StringBuilder();
            byte[] buffer = new byte[1024];
            while (!heard.toString().contains("\"target\":\"slack\"")) {
                int read = events.read(buffer);
                assertThat(read).isPositive();
                heard.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void a_moved_issue_is_told_to_the_webhook() throws Exception {
        try (RecordingApp app = RecordingApp.start()) {
            Http.jira(sandbox)
                    .post("issue", "{'fields':{'project':{'key':'DATA'},'issuetype':{'name':'Bug'},'summary':'x'}}");
            sandbox.postWebhooksTo(app.url());
            scripts.post("jira/issues/DATA-1/transition", "{'status':'Done','user':'ada@example.com'}");
            Awaitility.await().until(() -> !app.received().isEmpty());

            RecordingApp.Received received = app.received().get(0);
            JsonNode event = new com.fasterxml.jackson.databind.ObjectMapper().readTree(received.body());
            assertThat(event.path("webhookEvent").asText()).isEqualTo("jira:issue_updated");
            assertThat(event.at("/changelog/items/0/toString").asText()).isEqualTo("Done");
            assertThat(event.at("/user/emailAddress").asText()).isEqualTo("ada@example.com");
            assertThat(received.headers().getFirst("X-Atlassian-Webhook-Identifier"))
                    .isNotBlank();
        }
    }

    @Test
    void requests_are_kept_without_their_token() throws Exception {
        slack.post("chat.postMessage", "{'channel':'#c','text':'x','token':'xoxb-sandbox'}");
        JsonNode request = scripts.get("requests?target=slack").json().at("/items/0");

        assertThat(request.path("path").asText()).isEqualTo("/chat.postMessage");
        assertThat(request.path("status").asInt()).isEqualTo(200);
        assertThat(request.toString()).doesNotContain("xoxb-sandbox");
    }

    @Test
    void links_lead_to_the_page() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (String[] link : new String[][] {
            {"/jira/browse/DATA-1", "/sandbox/#jira/DATA-1"},
            {"/slack/archives/C1/p1700000000000100", "/sandbox/#slack/C1/1700000000.000100"},
            {"", "/sandbox/"}
        }) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(sandbox.url() + link[0])).build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding())
                            .headers()
                            .firstValue("Location"))
                    .contains(link[1]);
        }
    }

    @Test
    void an_invitation_to_http_2_without_tls_is_not_taken() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + "/slack/messages"))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void a_taken_port_is_named() {
        assertThatThrownBy(() -> Sandbox.start(SandboxConfig.defaults().withPorts(sandbox.httpPort(), 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("listening on port " + sandbox.httpPort());
    }
}
