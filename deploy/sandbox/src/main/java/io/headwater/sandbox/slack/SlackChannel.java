package io.headwater.sandbox.slack;

/** A channel, or with {@code direct} set the conversation with that user. */
public record SlackChannel(String id, String name, long created, String direct) {

    boolean isDirect() {
        return !direct.isEmpty();
    }
}
