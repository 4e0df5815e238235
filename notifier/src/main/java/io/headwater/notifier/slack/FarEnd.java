package io.headwater.notifier.slack;

import static io.headwater.notifier.slack.SlackCalls.EVENT_TYPE;
import static io.headwater.notifier.slack.SlackCalls.NOTIFICATION;

import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsListResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Looks in Slack itself for a message whose answer was lost, by the notification's id in its metadata. */
@ApplicationScoped
public class FarEnd {
    private static final int PAGE = 200;
    /** How far Slack's clock may be behind ours. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    private final SlackCalls calls;
    private final Map<String, String> channelIds = new ConcurrentHashMap<>();

    @Inject
    public FarEnd(SlackCalls calls) {
        this.calls = calls;
    }

    /**
     * The message of that notification, if Slack has it.
     *
     * @param channel id or `#name`
     * @param thread root of the thread in which it would be
     * @param firstTry when it was first sent, UTC
     */
    public Answer<Optional<Posted>> find(
            String channel, Optional<String> thread, String notification, Instant firstTry) {
        return channelId(channel)
                .then(id -> id.isEmpty()
                        ? new Answer.Done<>(Optional.empty())
                        : thread.isPresent()
                                ? inThread(id.get(), thread.get(), notification, "")
                                : inChannel(id.get(), notification, oldest(firstTry), ""));
    }

    private static String oldest(Instant firstTry) {
        return firstTry.minus(SKEW).getEpochSecond() + ".000000";
    }

    private Answer<Optional<Posted>> inChannel(String channel, String notification, String oldest, String cursor) {
        Answer<ConversationsHistoryResponse> page = SlackCalls.ask(
                "conversations.history", () -> calls.methods().conversationsHistory(request -> request.channel(channel)
                        .oldest(oldest)
                        .limit(PAGE)
                        .includeAllMetadata(true)
                        .cursor(cursor.isEmpty() ? null : cursor)));
        return page.then(answer -> {
            Optional<Posted> found = among(answer.getMessages(), channel, notification);
            String next = next(answer.getResponseMetadata());
            return found.isPresent() || next.isEmpty()
                    ? new Answer.Done<>(found)
                    : inChannel(channel, notification, oldest, next);
        });
    }

    private Answer<Optional<Posted>> inThread(String channel, String root, String notification, String cursor) {
        Answer<ConversationsRepliesResponse> page = SlackCalls.ask(
                "conversations.replies", () -> calls.methods().conversationsReplies(request -> request.channel(channel)
                        .ts(root)
                        .limit(PAGE)
                        .includeAllMetadata(true)
                        .cursor(cursor.isEmpty() ? null : cursor)));
        return page.then(answer -> {
            Optional<Posted> found = among(answer.getMessages(), channel, notification);
            String next = next(answer.getResponseMetadata());
            return found.isPresent() || next.isEmpty()
                    ? new Answer.Done<>(found)
                    : inThread(channel, root, notification, next);
        });
    }

    private static Optional<Posted> among(List<Message> messages, String channel, String notification) {
        return messages.stream()
                .filter(message -> message.getMetadata() != null
                        && EVENT_TYPE.equals(message.getMetadata().getEventType())
                        && message.getMetadata().getEventPayload() != null
                        && notification.equals(
                                message.getMetadata().getEventPayload().get(NOTIFICATION)))
                .map(message -> new Posted(channel, message.getTs()))
                .findFirst();
    }

    /** Empty where there is no such channel yet. */
    private Answer<Optional<String>> channelId(String channel) {
        if (!channel.startsWith("#")) {
            return new Answer.Done<>(Optional.of(channel));
        }
        String known = channelIds.get(channel);
        return known != null ? new Answer.Done<>(Optional.of(known)) : listed(channel, "");
    }

    private Answer<Optional<String>> listed(String channel, String cursor) {
        Answer<ConversationsListResponse> page =
                SlackCalls.ask("conversations.list", () -> calls.methods().conversationsList(request -> request.types(
                                List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL))
                        .limit(PAGE)
                        .cursor(cursor.isEmpty() ? null : cursor)));
        return page.then(answer -> {
            Optional<String> id = answer.getChannels().stream()
                    .filter(one -> channel.substring(1).equals(one.getName()))
                    .map(Conversation::getId)
                    .findFirst();
            id.ifPresent(found -> channelIds.put(channel, found));
            String next = next(answer.getResponseMetadata());
            return id.isPresent() || next.isEmpty() ? new Answer.Done<>(id) : listed(channel, next);
        });
    }

    private static String next(ResponseMetadata metadata) {
        return metadata == null || metadata.getNextCursor() == null ? "" : metadata.getNextCursor();
    }
}
