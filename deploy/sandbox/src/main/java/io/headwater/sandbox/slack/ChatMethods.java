package io.headwater.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.slack.SlackMessage.Content;
import io.headwater.sandbox.web.Json;
import java.util.List;
import java.util.Optional;

/** {@code chat.*} and {@code reactions.*}. */
final class ChatMethods {
    private static final int LONGEST_TEXT = 40_000;
    private static final int MOST_ATTACHMENTS = 100;

    private final SlackWorkspace workspace;
    private final SlackShapes shapes;
    private final Permalinks permalinks;

    ChatMethods(SlackWorkspace workspace, SlackShapes shapes, Permalinks permalinks) {
        this.workspace = workspace;
        this.shapes = shapes;
        this.permalinks = permalinks;
    }

    ObjectNode post(Arguments arguments) {
        SlackChannel channel = workspace.destination(arguments.required("channel", "channel_not_found"));
        Content content = content(arguments, new Content("", Json.array(), Json.array(), null));
        String root = rootOf(channel, arguments.text("thread_ts"));
        SlackMessage message = SlackMessage.posted(
                channel.id(),
                workspace.nextTs(),
                root,
                !root.isEmpty() && arguments.flag("reply_broadcast"),
                SlackPeople.BOT,
                content,
                workspace.now().toString());
        workspace.put(message);
        return answer(message);
    }

    ObjectNode postEphemeral(Arguments arguments) {
        SlackChannel channel = workspace.destination(arguments.required("channel", "channel_not_found"));
        String user = arguments.required("user", "user_not_in_channel");
        if (workspace.people().find(user).isEmpty()) {
            throw new SlackError("user_not_in_channel");
        }
        Content content = content(arguments, new Content("", Json.array(), Json.array(), null));
        SlackMessage message = SlackMessage.posted(
                        channel.id(),
                        workspace.nextTs(),
                        rootOf(channel, arguments.text("thread_ts")),
                        false,
                        SlackPeople.BOT,
                        content,
                        workspace.now().toString())
                .onlyFor(user);
        workspace.put(message);
        return Json.object().put("message_ts", message.ts());
    }

    /** What the call leaves out stays; an empty array or object removes. */
    ObjectNode update(Arguments arguments) {
        SlackMessage before = existing(arguments, "ts");
        if (!before.user().equals(SlackPeople.BOT) || before.isEphemeral()) {
            throw new SlackError("cant_update_message");
        }
        SlackMessage after = before.edited(content(arguments, before.content()), workspace.nextTs());
        workspace.put(after);
        return answer(after).put("text", after.text());
    }

    ObjectNode delete(Arguments arguments) {
        SlackMessage message = existing(arguments, "ts");
        workspace.put(message.gone());
        return Json.object().put("channel", message.channel()).put("ts", message.ts());
    }

    ObjectNode permalink(Arguments arguments) {
        SlackMessage message = existing(arguments, "message_ts");
        return Json.object().put("channel", message.channel()).put("permalink", permalinks.of(message));
    }

    ObjectNode react(Arguments arguments) {
        String name = arguments.required("name", "invalid_name").replace(":", "");
        if (!name.matches("[a-z0-9_+'-]{1,100}")) {
            throw new SlackError("invalid_name");
        }
        SlackMessage before = existing(arguments, "timestamp");
        SlackMessage after = before.reacted(name, SlackPeople.BOT);
        if (after == before) {
            throw new SlackError("already_reacted");
        }
        workspace.put(after);
        return Json.object();
    }

    private SlackMessage existing(Arguments arguments, String tsName) {
        SlackChannel channel = workspace
                .channel(arguments.required("channel", "channel_not_found"))
                .orElseThrow(() -> new SlackError("channel_not_found"));
        return workspace
                .message(channel.id(), arguments.required(tsName, "message_not_found"))
                .orElseThrow(() -> new SlackError("message_not_found"));
    }

    /** A reply to a reply belongs to the thread's root. */
    private String rootOf(SlackChannel channel, String threadTs) {
        if (threadTs.isEmpty()) {
            return "";
        }
        SlackMessage parent =
                workspace.message(channel.id(), threadTs).orElseThrow(() -> new SlackError("thread_not_found"));
        if (parent.isEphemeral()) {
            throw new SlackError("cannot_reply_to_message");
        }
        return parent.isReply() ? parent.threadTs() : parent.ts();
    }

    /** The content a call leads to, checked; {@code before} for what it does not name. */
    static Content content(Arguments arguments, Content before) {
        Optional<JsonNode> blocks = arguments.array("blocks", "invalid_blocks_format");
        blocks.ifPresent(ChatMethods::check);
        Optional<JsonNode> attachments = arguments.array("attachments", "invalid_attachments");
        if (attachments.isPresent() && attachments.get().size() > MOST_ATTACHMENTS) {
            throw new SlackError("too_many_attachments");
        }
        String text = arguments.has("text") ? arguments.text("text") : before.text();
        if (text.length() > LONGEST_TEXT) {
            throw new SlackError("msg_too_long");
        }
        Content content = new Content(
                text,
                blocks.<JsonNode>map(BlockKit::withIds).orElse(before.blocks()),
                attachments.orElse(before.attachments()),
                metadata(arguments).orElse(before.metadata()));
        if (content.text().isBlank()
                && content.blocks().isEmpty()
                && content.attachments().isEmpty()) {
            throw new SlackError("no_text");
        }
        return content;
    }

    private static void check(JsonNode blocks) {
        List<String> faults = BlockKit.faultsOf(blocks);
        if (!faults.isEmpty()) {
            throw new SlackError("invalid_blocks", faults);
        }
    }

    private static Optional<JsonNode> metadata(Arguments arguments) {
        Optional<ObjectNode> metadata = arguments.object("metadata", "invalid_metadata_format");
        metadata.filter(given -> !given.isEmpty()).ifPresent(given -> {
            if (given.path("event_type").asText().isEmpty()
                    || !given.path("event_payload").isObject()) {
                throw new SlackError("invalid_metadata_schema");
            }
        });
        return metadata.map(given -> given);
    }

    private ObjectNode answer(SlackMessage message) {
        ObjectNode answer = Json.object().put("channel", message.channel()).put("ts", message.ts());
        answer.set("message", shapes.message(message, true));
        return answer;
    }
}
