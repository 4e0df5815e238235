package io.headwater.sandbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Json;
import java.util.List;

/** What Slack's answers and payloads look like. */
final class SlackShapes {
    static final String APP = "A0HEADWATER";
    static final String BOT_ID = "B0HEADWATER";
    private static final String DOMAIN = "headwater-sandbox";

    private final SlackWorkspace workspace;
    private final String team;

    SlackShapes(SlackWorkspace workspace, String team) {
        this.workspace = workspace;
        this.team = team;
    }

    ObjectNode team() {
        return Json.object().put("id", team).put("domain", DOMAIN);
    }

    ObjectNode message(SlackMessage message, boolean withMetadata) {
        ObjectNode shape = Json.object().put("type", "message");
        if (message.broadcast()) {
            shape.put("subtype", "thread_broadcast");
        }
        shape.put("user", message.user()).put("ts", message.ts()).put("text", message.text());
        shape.put("team", team).put("bot_id", BOT_ID).put("app_id", APP);
        shape.set("blocks", message.blocks());
        if (!message.attachments().isEmpty()) {
            shape.set("attachments", message.attachments());
        }
        if (!message.editedTs().isEmpty()) {
            shape.putObject("edited").put("user", message.user()).put("ts", message.editedTs());
        }
        if (withMetadata && message.metadata() != null && !message.metadata().isNull()) {
            shape.set("metadata", message.metadata());
        }
        thread(message, shape);
        if (!message.reactions().isEmpty()) {
            ArrayNode reactions = shape.putArray("reactions");
            message.reactions().forEach(reaction -> {
                ObjectNode one = reactions.addObject().put("name", reaction.name());
                one.put("count", reaction.users().size());
                one.set("users", Json.tree(reaction.users()));
            });
        }
        return shape;
    }

    private void thread(SlackMessage message, ObjectNode shape) {
        if (message.isReply()) {
            shape.put("thread_ts", message.threadTs());
            workspace
                    .message(message.channel(), message.threadTs())
                    .ifPresent(root -> shape.put("parent_user_id", root.user()));
            return;
        }
        List<SlackMessage> replies = workspace.messages(message.channel()).stream()
                .filter(reply -> reply.threadTs().equals(message.ts()) && !reply.isEphemeral())
                .toList();
        if (!replies.isEmpty()) {
            shape.put("thread_ts", message.ts()).put("reply_count", replies.size());
            shape.set(
                    "reply_users",
                    Json.tree(
                            replies.stream().map(SlackMessage::user).distinct().toList()));
            shape.put("latest_reply", replies.get(replies.size() - 1).ts());
        }
    }

    ObjectNode channel(SlackChannel channel) {
        ObjectNode shape = Json.object().put("id", channel.id()).put("created", channel.created());
        shape.put("is_im", channel.isDirect()).put("is_archived", false).put("is_org_shared", false);
        if (channel.isDirect()) {
            return shape.put("user", channel.direct());
        }
        shape.put("name", channel.name()).put("name_normalized", channel.name());
        shape.put("is_channel", true)
                .put("is_group", false)
                .put("is_mpim", false)
                .put("is_private", false);
        shape.put("is_member", true).put("is_general", channel.name().equals("general"));
        shape.put("creator", SlackPeople.BOT).put("context_team_id", team);
        shape.putObject("topic").put("value", "").put("creator", "").put("last_set", 0);
        shape.putObject("purpose").put("value", "").put("creator", "").put("last_set", 0);
        return shape;
    }

    ObjectNode user(SlackUser user) {
        ObjectNode shape = Json.object()
                .put("id", user.id())
                .put("team_id", team)
                .put("name", user.name())
                .put("deleted", false)
                .put("real_name", user.realName())
                .put("tz", "Etc/UTC")
                .put("tz_label", "Coordinated Universal Time")
                .put("tz_offset", 0)
                .put("is_bot", user.bot())
                .put("is_app_user", false);
        ObjectNode profile = shape.putObject("profile")
                .put("real_name", user.realName())
                .put("display_name", user.name())
                .put("team", team);
        if (!user.email().isEmpty()) {
            profile.put("email", user.email());
        }
        return shape;
    }

    /** A message as scripts read it (see the design, section 5). */
    ObjectNode script(SlackMessage message, String permalink) {
        String name = workspace
                .channel(message.channel())
                .map(channel -> channel.isDirect() ? "@" + nameOf(channel.direct()) : channel.name())
                .orElse("");
        ObjectNode shape = Json.object()
                .put("channel", message.channel())
                .put("channelName", name)
                .put("ts", message.ts())
                .put("threadTs", message.isReply() ? message.threadTs() : null)
                .put("broadcast", message.broadcast())
                .put("text", message.text());
        shape.set("blocks", message.blocks());
        shape.set("attachments", message.attachments());
        shape.set("metadata", message.metadata());
        shape.put("edited", message.editCount() > 0).put("editCount", message.editCount());
        shape.put("postedAt", message.postedAt()).put("user", message.user());
        shape.put("ephemeralFor", message.isEphemeral() ? message.ephemeralFor() : null);
        shape.set("reactions", Json.tree(message.reactions()));
        return shape.put("permalink", permalink);
    }

    private String nameOf(String user) {
        return workspace.people().find(user).map(SlackUser::name).orElse(user);
    }
}
