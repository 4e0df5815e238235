package io.headwater.sandbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/** {@code conversations.*} and {@code users.*}. */
final class ConversationMethods {
    private static final Comparator<SlackMessage> OLDEST_FIRST =
            Comparator.comparing(message -> new BigDecimal(message.ts()));

    private final SlackWorkspace workspace;
    private final SlackShapes shapes;

    ConversationMethods(SlackWorkspace workspace, SlackShapes shapes) {
        this.workspace = workspace;
        this.shapes = shapes;
    }

    /** Roots and broadcast replies, newest first. */
    ObjectNode history(Arguments arguments) {
        SlackChannel channel = channel(arguments);
        List<SlackMessage> found = workspace.messages(channel.id()).stream()
                .filter(message -> !message.isEphemeral() && (!message.isReply() || message.broadcast()))
                .filter(message -> isWithin(message, arguments))
                .sorted(OLDEST_FIRST.reversed())
                .toList();
        return page(found, arguments, 100).put("pin_count", 0);
    }

    /** The thread's root, then its replies, oldest first. */
    ObjectNode replies(Arguments arguments) {
        SlackChannel channel = channel(arguments);
        String ts = arguments.required("ts", "thread_not_found");
        SlackMessage asked = workspace.message(channel.id(), ts).orElseThrow(() -> new SlackError("thread_not_found"));
        String root = asked.isReply() ? asked.threadTs() : asked.ts();
        List<SlackMessage> found = workspace.messages(channel.id()).stream()
                .filter(message -> !message.isEphemeral())
                .filter(message ->
                        message.ts().equals(root) || (message.threadTs().equals(root) && isWithin(message, arguments)))
                .sorted(OLDEST_FIRST)
                .toList();
        return page(found, arguments, 1000);
    }

    ObjectNode list(Arguments arguments) {
        String types = arguments.has("types") ? arguments.text("types") : "public_channel";
        List<ObjectNode> found = workspace.channels().stream()
                .filter(channel -> types.contains(channel.isDirect() ? "im" : "public_channel"))
                .map(shapes::channel)
                .toList();
        ObjectNode answer = Json.object();
        cut(found, arguments, 100, answer, answer.putArray("channels"));
        return answer;
    }

    ObjectNode info(Arguments arguments) {
        return Json.object().set("channel", shapes.channel(channel(arguments)));
    }

    ObjectNode open(Arguments arguments) {
        if (arguments.has("channel")) {
            return info(arguments);
        }
        String users = arguments.required("users", "users_list_not_supplied");
        if (users.contains(",")) {
            throw new SlackError("too_many_users", List.of("[ERROR] the sandbox opens one-to-one conversations only"));
        }
        if (workspace.people().find(users).isEmpty()) {
            throw new SlackError("user_not_found");
        }
        SlackChannel channel = workspace.direct(users);
        ObjectNode answer = Json.object();
        answer.set(
                "channel",
                arguments.flag("return_im")
                        ? shapes.channel(channel)
                        : Json.object().put("id", channel.id()));
        return answer;
    }

    ObjectNode userByEmail(Arguments arguments) {
        return workspace
                .people()
                .withEmail(arguments.required("email", "users_not_found"))
                .map(user -> Json.object().<ObjectNode>set("user", shapes.user(user)))
                .orElseThrow(() -> new SlackError("users_not_found"));
    }

    ObjectNode user(Arguments arguments) {
        return workspace
                .people()
                .find(arguments.required("user", "user_not_found"))
                .map(user -> Json.object().<ObjectNode>set("user", shapes.user(user)))
                .orElseThrow(() -> new SlackError("user_not_found"));
    }

    ObjectNode users(Arguments arguments) {
        ObjectNode answer = Json.object();
        List<ObjectNode> members =
                workspace.people().all().stream().map(shapes::user).toList();
        cut(members, arguments, 1000, answer, answer.putArray("members"));
        return answer.put("cache_ts", workspace.now().getEpochSecond());
    }

    private SlackChannel channel(Arguments arguments) {
        return workspace
                .channel(arguments.required("channel", "channel_not_found"))
                .orElseThrow(() -> new SlackError("channel_not_found"));
    }

    private static boolean isWithin(SlackMessage message, Arguments arguments) {
        BigDecimal ts = new BigDecimal(message.ts());
        boolean inclusive = arguments.flag("inclusive");
        int fromOldest = ts.compareTo(time(arguments, "oldest", BigDecimal.ZERO));
        int fromLatest = ts.compareTo(time(arguments, "latest", ts.add(BigDecimal.ONE)));
        return (inclusive ? fromOldest >= 0 : fromOldest > 0) && (inclusive ? fromLatest <= 0 : fromLatest < 0);
    }

    private static BigDecimal time(Arguments arguments, String name, BigDecimal otherwise) {
        if (!arguments.has(name) || arguments.text(name).equals("now")) {
            return otherwise;
        }
        try {
            return new BigDecimal(arguments.text(name));
        } catch (NumberFormatException notATime) {
            throw new SlackError("invalid_ts_" + name);
        }
    }

    private ObjectNode page(List<SlackMessage> found, Arguments arguments, int usual) {
        List<ObjectNode> all = new ArrayList<>();
        boolean withMetadata = arguments.flag("include_all_metadata");
        found.forEach(message -> all.add(shapes.message(message, withMetadata)));
        ObjectNode answer = Json.object();
        boolean more = cut(all, arguments, usual, answer, answer.putArray("messages"));
        return answer.put("has_more", more);
    }

    /** One page of the list; the cursor is opaque to callers and holds where the next one starts. */
    private static boolean cut(
            List<ObjectNode> all, Arguments arguments, int usual, ObjectNode answer, ArrayNode into) {
        int from = Math.min(start(arguments.text("cursor")), all.size());
        int to = Math.min(from + arguments.number("limit", usual, 1000), all.size());
        into.addAll(all.subList(from, to));
        boolean more = to < all.size();
        String next = Base64.getEncoder().encodeToString(("next:" + to).getBytes(StandardCharsets.UTF_8));
        answer.putObject("response_metadata").put("next_cursor", more ? next : "");
        return more;
    }

    private static int start(String cursor) {
        if (cursor.isEmpty()) {
            return 0;
        }
        try {
            String next = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Integer.parseInt(next.substring("next:".length()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
            throw new SlackError("invalid_cursor");
        }
    }
}
