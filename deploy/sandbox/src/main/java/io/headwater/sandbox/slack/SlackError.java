package io.headwater.sandbox.slack;

import java.util.List;

/** A call refused in Slack's own word; {@code details} are its {@code response_metadata.messages}. */
final class SlackError extends RuntimeException {
    private final transient List<String> details;

    SlackError(String word) {
        this(word, List.of());
    }

    SlackError(String word, List<String> details) {
        super(word, null, false, false);
        this.details = details;
    }

    List<String> details() {
        return details;
    }
}
