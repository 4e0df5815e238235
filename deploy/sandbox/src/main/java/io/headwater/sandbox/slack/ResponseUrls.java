package io.headwater.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.slack.SlackMessage.Content;
import io.headwater.sandbox.web.Answer;
import io.headwater.sandbox.web.Json;
import io.headwater.sandbox.web.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The {@code response_url} of an interaction: good five times within 30 minutes. */
final class ResponseUrls {
    private static final int USES = 5;
    private static final Duration LIFE = Duration.ofMinutes(30);

    private final SlackWorkspace workspace;
    private final Permalinks permalinks;
    private final Map<String, Given> given = new HashMap<>();

    private record Given(String channel, String ts, String user, Instant at, int uses) {}

    ResponseUrls(SlackWorkspace workspace, Permalinks permalinks) {
        this.workspace = workspace;
        this.permalinks = permalinks;
    }

    synchronized String issue(SlackMessage message, SlackUser user) {
        String id = SlackPeople.idOf("R", message.channel() + workspace.nextTs());
        given.put(id, new Given(message.channel(), message.ts(), user.id(), workspace.now(), 0));
        return permalinks.responseUrl(id);
    }

    synchronized Answer respond(String id, Request request) {
        Given url = given.get(id);
        if (url == null
                || url.uses() >= USES
                || workspace.now().isAfter(url.at().plus(LIFE))) {
            String word = url == null ? "invalid_url" : url.uses() >= USES ? "used_url" : "expired_url";
            return Answer.json(404, Json.object().put("ok", false).put("error", word));
        }
        given.put(id, new Given(url.channel(), url.ts(), url.user(), url.at(), url.uses() + 1));
        try {
            carryOut(url, Arguments.of(request));
            return Answer.json(200, Json.object().put("ok", true));
        } catch (SlackError refused) {
            ObjectNode answer = Json.object().put("ok", false).put("error", refused.getMessage());
            return Answer.json(400, answer);
        }
    }

    private void carryOut(Given url, Arguments arguments) {
        SlackMessage original =
                workspace.message(url.channel(), url.ts()).orElseThrow(() -> new SlackError("message_not_found"));
        if (arguments.flag("delete_original")) {
            workspace.put(original.gone());
        } else if (arguments.flag("replace_original")) {
            workspace.put(original.edited(ChatMethods.content(arguments, original.content()), workspace.nextTs()));
        } else {
            Content content = ChatMethods.content(arguments, new Content("", Json.array(), Json.array(), null));
            SlackMessage answer = SlackMessage.posted(
                    url.channel(),
                    workspace.nextTs(),
                    arguments.text("thread_ts"),
                    false,
                    SlackPeople.BOT,
                    content,
                    workspace.now().toString());
            boolean forAll = arguments.text("response_type").equals("in_channel");
            workspace.put(forAll ? answer : answer.onlyFor(url.user()));
        }
    }
}
