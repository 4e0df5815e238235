package io.headwater.sandbox.slack;

import java.util.function.Supplier;

/** Links to messages in Slack's form, {@code …/archives/C…/p1700000000000100}, on the sandbox's own page. */
final class Permalinks {
    private final Supplier<String> baseUrl;

    /** @param baseUrl the sandbox's Slack base as people reach it, without a trailing slash */
    Permalinks(Supplier<String> baseUrl) {
        this.baseUrl = baseUrl;
    }

    String of(SlackMessage message) {
        String link = baseUrl.get() + "/archives/" + message.channel() + "/p"
                + message.ts().replace(".", "");
        return message.isReply() ? link + "?thread_ts=" + message.threadTs() + "&cid=" + message.channel() : link;
    }

    String responseUrl(String id) {
        return baseUrl.get() + "/actions/" + id;
    }
}
