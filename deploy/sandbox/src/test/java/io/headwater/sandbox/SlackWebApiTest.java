package io.headwater.sandbox;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.header;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.asElements;
import static com.slack.api.model.block.element.BlockElements.button;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.Message;
import com.slack.api.util.http.SlackHttpClient;
import io.headwater.sandbox.slack.SlackSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slack's own client is the judge of the answers' shapes. */
class SlackWebApiTest {
    private Sandbox sandbox;
    private Slack slack;
    private MethodsClient client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(sandbox.slackApiUrl());
        slack = Slack.getInstance(config);
        client = slack.methods("xoxb-sandbox");
    }

    @AfterEach
    void stop() throws Exception {
        slack.close();
        sandbox.close();
    }

    private ChatPostMessageResponse post(String channel, String text) throws Exception {
        return client.chatPostMessage(r -> r.channel(channel).text(text));
    }

    @Test
    void a_message_to_a_channel_name_is_answered_with_the_channels_id() throws Exception {
        ChatPostMessageResponse first = post("#incidents", "hello");
        ChatPostMessageResponse second = post("incidents", "again");

        assertThat(first.isOk()).isTrue();
        assertThat(first.getChannel()).matches("C[A-Z0-9]{9,}");
        assertThat(second.getChannel()).isEqualTo(first.getChannel());
        assertThat(Double.parseDouble(second.getTs())).isGreaterThan(Double.parseDouble(first.getTs()));
        assertThat(first.getMessage().getText()).isEqualTo("hello");
    }

    @Test
    void an_update_keeps_the_blocks_it_does_not_name_and_counts_as_an_edit() throws Exception {
        ChatPostMessageResponse posted = client.chatPostMessage(r ->
                r.channel("#incidents").text("P0").blocks(asBlocks(header(h -> h.text(plainText("P0: payments"))))));
        var updated = client.chatUpdate(
                r -> r.channel(posted.getChannel()).ts(posted.getTs()).text("P1"));

        assertThat(updated.isOk()).isTrue();
        assertThat(updated.getText()).isEqualTo("P1");
        JsonNode message = sandbox.slackMessages().get(0);
        assertThat(message.path("editCount").asInt()).isEqualTo(1);
        assertThat(message.path("edited").asBoolean()).isTrue();
        assertThat(message.at("/blocks/0/text/text").asText()).isEqualTo("P0: payments");
    }

    @Test
    void a_broadcast_reply_is_in_the_thread_and_in_the_channel_a_plain_reply_in_the_thread_only() throws Exception {
        ChatPostMessageResponse root = post("#incidents", "root");
        client.chatPostMessage(
                r -> r.channel(root.getChannel()).threadTs(root.getTs()).text("quiet"));
        client.chatPostMessage(r ->
                r.channel(root.getChannel()).threadTs(root.getTs()).text("loud").replyBroadcast(true));

        var history = client.conversationsHistory(r -> r.channel(root.getChannel()));
        var replies =
                client.conversationsReplies(r -> r.channel(root.getChannel()).ts(root.getTs()));

        assertThat(history.getMessages()).extracting(Message::getText).containsExactly("loud", "root");
        assertThat(history.getMessages().get(0).getSubtype()).isEqualTo("thread_broadcast");
        assertThat(history.getMessages().get(1).getReplyCount()).isEqualTo(2);
        assertThat(replies.getMessages()).extracting(Message::getText).containsExactly("root", "quiet", "loud");
    }

    @Test
    void metadata_is_read_back_from_history_only_when_asked_for() throws Exception {
        Message.Metadata metadata = Message.Metadata.builder()
                .eventType("headwater_notification")
                .eventPayload(Map.of("id", "n-1"))
                .build();
        ChatPostMessageResponse posted =
                client.chatPostMessage(r -> r.channel("#incidents").text("x").metadata(metadata));

        var without = client.conversationsHistory(r -> r.channel(posted.getChannel()));
        var with =
                client.conversationsHistory(r -> r.channel(posted.getChannel()).includeAllMetadata(true));

        assertThat(without.getMessages().get(0).getMetadata()).isNull();
        assertThat(with.getMessages().get(0).getMetadata().getEventPayload()).containsEntry("id", "n-1");
    }

    @Test
    void history_pages_newest_first_and_honours_its_bounds() throws Exception {
        ChatPostMessageResponse first = post("#c", "1");
        post("#c", "2");
        ChatPostMessageResponse third = post("#c", "3");

        var page =
                client.conversationsHistory(r -> r.channel(first.getChannel()).limit(2));
        var rest = client.conversationsHistory(r -> r.channel(first.getChannel())
                .limit(2)
                .cursor(page.getResponseMetadata().getNextCursor()));
        var between = client.conversationsHistory(
                r -> r.channel(first.getChannel()).oldest(first.getTs()).latest(third.getTs()));

        assertThat(page.getMessages()).extracting(Message::getText).containsExactly("3", "2");
        assertThat(page.isHasMore()).isTrue();
        assertThat(rest.getMessages()).extracting(Message::getText).containsExactly("1");
        assertThat(rest.getResponseMetadata().getNextCursor()).isEmpty();
        assertThat(between.getMessages()).extracting(Message::getText).containsExactly("2");
    }

    @Test
    void an_address_is_always_the_same_member_and_can_be_written_to() throws Exception {
        var ada = client.usersLookupByEmail(r -> r.email("ada.lovelace@example.com"));
        var again = client.usersLookupByEmail(r -> r.email("Ada.Lovelace@example.com"));
        String id = ada.getUser().getId();

        assertThat(ada.getUser().getRealName()).isEqualTo("Ada Lovelace");
        assertThat(again.getUser().getId()).isEqualTo(id);
        assertThat(client.usersInfo(r -> r.user(id)).getUser().getName()).isEqualTo("ada.lovelace");
        assertThat(client.usersList(r -> r).getMembers()).hasSize(2);
        var direct = client.conversationsOpen(r -> r.users(List.of(id)));
        assertThat(post(id, "psst").getChannel())
                .isEqualTo(direct.getChannel().getId())
                .startsWith("D");
    }

    @Test
    void permalinks_reactions_ephemeral_messages_and_lists_work_as_the_client_expects() throws Exception {
        ChatPostMessageResponse posted = post("#incidents", "hi");
        String user = client.usersLookupByEmail(r -> r.email("ada@example.com"))
                .getUser()
                .getId();

        assertThat(client.chatGetPermalink(r -> r.channel(posted.getChannel()).messageTs(posted.getTs()))
                        .getPermalink())
                .endsWith("/archives/" + posted.getChannel() + "/p"
                        + posted.getTs().replace(".", ""));
        var reacted = client.reactionsAdd(
                r -> r.channel(posted.getChannel()).timestamp(posted.getTs()).name("eyes"));
        assertThat(reacted.isOk()).isTrue();
        assertThat(client.reactionsAdd(r -> r.channel(posted.getChannel())
                                .timestamp(posted.getTs())
                                .name("eyes"))
                        .getError())
                .isEqualTo("already_reacted");
        assertThat(client.chatPostEphemeral(
                                r -> r.channel(posted.getChannel()).user(user).text("only you"))
                        .isOk())
                .isTrue();
        assertThat(sandbox.slackMessages()).hasSize(1);
        assertThat(client.conversationsList(r -> r).getChannels()).hasSize(1);
        assertThat(client.conversationsInfo(r -> r.channel(posted.getChannel()))
                        .getChannel()
                        .getName())
                .isEqualTo("incidents");
        assertThat(client.authTest(r -> r).getTeamId()).isEqualTo("T0HEADWATER");
    }

    @Test
    void refusals_are_slacks_own_words() throws Exception {
        ChatPostMessageResponse posted = post("#incidents", "hi");

        assertThat(slack.methods("xoxb-wrong").authTest(r -> r).getError()).isEqualTo("invalid_auth");
        assertThat(post("C0UNKNOWN", "hi").getError()).isEqualTo("channel_not_found");
        assertThat(post("#incidents", "").getError()).isEqualTo("no_text");
        assertThat(post("#incidents", "x".repeat(40_001)).getError()).isEqualTo("msg_too_long");
        assertThat(client.chatUpdate(r ->
                                r.channel(posted.getChannel()).ts("1.000000").text("x"))
                        .getError())
                .isEqualTo("message_not_found");
        assertThat(client.chatPostMessage(r ->
                                r.channel("#incidents").threadTs("1.000000").text("x"))
                        .getError())
                .isEqualTo("thread_not_found");
        assertThat(client.usersInfo(r -> r.user("U0NOBODY")).getError()).isEqualTo("user_not_found");
        assertThat(client.usersLookupByEmail(r -> r.email("nobody")).getError()).isEqualTo("users_not_found");
        assertThat(client.chatPostMessage(r -> r.channel("#incidents").blocksAsString("{nope"))
                        .getError())
                .isEqualTo("invalid_blocks_format");
        assertThat(client.viewsOpen(r -> r.triggerId("1.2").viewAsString("{}")).getError())
                .isEqualTo("invalid_arguments");
    }

    @Test
    void a_block_over_its_limit_is_named_by_pointer() throws Exception {
        ChatPostMessageResponse longText = client.chatPostMessage(r -> r.channel("#incidents")
                .text("x")
                .blocks(asBlocks(section(s -> s.text(markdownText("x".repeat(3001)))))));
        ChatPostMessageResponse longButton = client.chatPostMessage(r -> r.channel("#incidents")
                .text("x")
                .blocks(asBlocks(actions(
                        a -> a.elements(asElements(button(b -> b.actionId("a").text(plainText("x".repeat(76))))))))));

        assertThat(longText.getError()).isEqualTo("invalid_blocks");
        assertThat(longText.getResponseMetadata().getMessages())
                .containsExactly("[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]");
        assertThat(longButton.getError()).isEqualTo("invalid_blocks");
        assertThat(sandbox.slackMessages()).isEmpty();
    }

    @Test
    void a_429_and_a_500_reach_the_client_as_slack_sends_them() {
        sandbox.fault("slack", "429", 1);
        SlackApiException limited = catchThrowableOfType(SlackApiException.class, () -> post("#incidents", "x"));
        sandbox.fault("slack", "500", 1);
        SlackApiException broken = catchThrowableOfType(SlackApiException.class, () -> post("#incidents", "x"));

        assertThat(limited.getResponse().code()).isEqualTo(429);
        assertThat(limited.getResponse().header("Retry-After")).isEqualTo("1");
        assertThat(limited.getError().getError()).isEqualTo("ratelimited");
        assertThat(broken.getResponse().code()).isEqualTo(500);
        assertThat(sandbox.slackMessages()).isEmpty();
    }

    @Test
    void the_rate_limit_holds_per_channel() throws Exception {
        try (Sandbox limited = Sandbox.start(
                SandboxConfig.defaults().withSlack(SlackSettings.defaults().withRateLimitPerSecond(0.1)))) {
            SlackConfig config = new SlackConfig();
            config.setMethodsEndpointUrlPrefix(limited.slackApiUrl());
            try (Slack other = Slack.getInstance(config)) {
                MethodsClient methods = other.methods("xoxb-sandbox");
                assertThat(methods.chatPostMessage(r -> r.channel("#a").text("1"))
                                .isOk())
                        .isTrue();
                assertThat(methods.chatPostMessage(r -> r.channel("#b").text("1"))
                                .isOk())
                        .isTrue();
                SlackApiException refused = catchThrowableOfType(
                        SlackApiException.class,
                        () -> methods.chatPostMessage(r -> r.channel("a").text("2")));
                assertThat(refused.getResponse().header("Retry-After")).isEqualTo("10");
            }
        }
    }

    @Test
    void slacks_client_repeats_a_post_by_itself_when_a_kept_connection_is_reset() throws Exception {
        post("#incidents", "first, so that the connection is kept");
        sandbox.fault("slack", "reset-after-accept", 1);
        post("#incidents", "told");

        assertThat(sandbox.slackMessages())
                .extracting(m -> m.path("text").asText())
                .hasSize(3);
    }

    @Test
    void slacks_client_told_not_to_retry_connections_posts_once() throws Exception {
        OkHttpClient once =
                new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
        try (Slack careful = Slack.getInstance(slack.getConfig(), new SlackHttpClient(once))) {
            client = careful.methods("xoxb-sandbox");
            post("#incidents", "first, so that the connection is kept");
            sandbox.fault("slack", "reset-after-accept", 1);
            assertThatThrownBy(() -> post("#incidents", "told")).isInstanceOf(IOException.class);
        }

        assertThat(sandbox.slackMessages()).hasSize(2);
    }
}
