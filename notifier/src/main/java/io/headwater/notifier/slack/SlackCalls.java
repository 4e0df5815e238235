package io.headwater.notifier.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.model.Message.Metadata;
import com.slack.api.model.User;
import com.slack.api.util.http.SlackHttpClient;
import io.headwater.notifier.message.Message;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jboss.logging.Logger;

/** The calls the notifier makes. Each is made once: who calls decides about another attempt. */
@ApplicationScoped
public class SlackCalls {
    /** Bears the notification's id, by which a message is found again (docs.slack.dev, message metadata). */
    static final String EVENT_TYPE = "headwater_incident";

    static final String NOTIFICATION = "notification";
    private static final Logger LOG = Logger.getLogger(SlackCalls.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration USUAL_WAIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Slack slack;
    private final MethodsClient methods;

    @Inject
    public SlackCalls(SlackSettings settings) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(settings.apiUrl());
        config.setPrettyResponseLoggingEnabled(false);
        // OkHttp would repeat a POST by itself when a kept-alive connection dies: two messages.
        OkHttpClient http = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .connectTimeout(PATIENCE)
                .readTimeout(PATIENCE)
                .writeTimeout(PATIENCE)
                .build();
        this.slack = Slack.getInstance(config, new SlackHttpClient(http));
        this.methods = slack.methods(settings.token().orElse(""));
    }

    @PreDestroy
    void close() throws Exception {
        slack.close();
    }

    /**
     * A message to be posted.
     *
     * @param thread root of the thread it belongs to
     * @param broadcast shown in the channel too
     */
    public record Post(
            String channel,
            Optional<String> thread,
            boolean broadcast,
            Message message,
            String notification,
            String incident) {}

    public Answer<Posted> post(Post post) {
        return ask("chat.postMessage", () -> {
                    ChatPostMessageRequest.ChatPostMessageRequestBuilder request = ChatPostMessageRequest.builder()
                            .channel(post.channel())
                            .text(post.message().text())
                            .blocksAsString(json(post.message()))
                            .metadata(metadata(post))
                            .unfurlLinks(false)
                            .unfurlMedia(false);
                    post.thread().ifPresent(root -> request.threadTs(root).replyBroadcast(post.broadcast()));
                    return methods.chatPostMessage(request.build());
                })
                .then(answer -> new Answer.Done<>(new Posted(answer.getChannel(), answer.getTs())));
    }

    public Answer<Posted> update(Posted where, Message message) {
        return ask(
                        "chat.update",
                        () -> methods.chatUpdate(request -> request.channel(where.channel())
                                .ts(where.ts())
                                .text(message.text())
                                .blocksAsString(json(message))))
                .then(answer -> new Answer.Done<>(where));
    }

    /** Shown to one member only, and to be found by nobody. */
    public Answer<Posted> whisper(String channel, String user, Message message) {
        return ask(
                        "chat.postEphemeral",
                        () -> methods.chatPostEphemeral(request -> request.channel(channel)
                                .user(user)
                                .text(message.text())
                                .blocksAsString(json(message))))
                .then(answer -> new Answer.Done<>(new Posted(channel, answer.getMessageTs())));
    }

    public Answer<String> permalink(Posted where) {
        return ask(
                        "chat.getPermalink",
                        () -> methods.chatGetPermalink(
                                request -> request.channel(where.channel()).messageTs(where.ts())))
                .then(answer -> new Answer.Done<>(answer.getPermalink()));
    }

    /** Empty where no member has that address. */
    public Answer<Optional<SlackUser>> memberWithEmail(String email) {
        Answer<Optional<SlackUser>> answer = ask(
                        "users.lookupByEmail", () -> methods.usersLookupByEmail(request -> request.email(email)))
                .then(found -> new Answer.Done<>(Optional.of(member(found.getUser()))));
        boolean nobody = answer instanceof Answer.Refused<Optional<SlackUser>> refused
                && refused.error().equals("users_not_found");
        return nobody ? new Answer.Done<>(Optional.empty()) : answer;
    }

    public Answer<SlackUser> member(String id) {
        return ask("users.info", () -> methods.usersInfo(request -> request.user(id)))
                .then(found -> new Answer.Done<>(member(found.getUser())));
    }

    MethodsClient methods() {
        return methods;
    }

    /** A call of the client's. */
    interface Call<T> {
        T make() throws IOException, SlackApiException;
    }

    static <T extends SlackApiTextResponse> Answer<T> ask(String method, Call<T> call) {
        try {
            T answer = call.make();
            if (answer.isOk()) {
                return new Answer.Done<>(answer);
            }
            return refusal(method, String.valueOf(answer.getError()));
        } catch (SlackApiException failure) {
            int status = failure.getResponse().code();
            if (status == 429) {
                return new Answer.TooMany<>(retryAfter(failure.getResponse().header("Retry-After")));
            }
            return status / 100 == 5
                    ? new Answer.Lost<>(method + " answered HTTP " + status)
                    : new Answer.Refused<>(method + " answered HTTP " + status);
        } catch (IOException lost) {
            return new Answer.Lost<>(method + ": " + lost.getClass().getSimpleName() + ": " + lost.getMessage());
        }
    }

    private static <T> Answer<T> refusal(String method, String error) {
        return switch (error) {
            case "ratelimited", "rate_limited", "message_limit_exceeded" -> new Answer.TooMany<>(USUAL_WAIT);
            case "fatal_error", "internal_error", "service_unavailable", "request_timeout" ->
                new Answer.Lost<>(method + " answered " + error);
            default -> new Answer.Refused<>(error);
        };
    }

    private static Duration retryAfter(String header) {
        try {
            return header == null ? USUAL_WAIT : Duration.ofSeconds(Math.max(1, Long.parseLong(header.strip())));
        } catch (NumberFormatException odd) {
            LOG.warnf("Slack's Retry-After is no number of seconds: %s", header);
            return USUAL_WAIT;
        }
    }

    private static SlackUser member(User user) {
        User.Profile profile = user.getProfile();
        String name = user.getRealName() == null ? user.getName() : user.getRealName();
        String email = profile == null ? null : profile.getEmail();
        return new SlackUser(user.getId(), name, Optional.ofNullable(email).filter(e -> !e.isBlank()));
    }

    private static Metadata metadata(Post post) {
        return Metadata.builder()
                .eventType(EVENT_TYPE)
                .eventPayload(Map.of(NOTIFICATION, post.notification(), "incident", post.incident()))
                .build();
    }

    private static String json(Message message) {
        try {
            return JSON.writeValueAsString(message.blocks());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("blocks are maps, lists and strings", impossible);
        }
    }
}
