package io.headwater.incident.topology;

import io.headwater.topics.Topic;
import java.util.regex.Pattern;

/**
 * Names of a replay's own topics, apart from those that live: nothing that a replay writes reaches anybody.
 *
 * @param replay name of the replay: small letters, digits and {@code -}
 */
public record ReplayTopics(String replay) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public ReplayTopics {
        if (!NAME.matcher(replay).matches()) {
            throw new IllegalArgumentException(
                    "a replay's name is 1 to 63 small letters, digits and '-': '" + replay + "'");
        }
    }

    /** What the tasks took up, in their order. */
    public String inputs() {
        return "headwater.replay." + replay + ".inputs";
    }

    /** Where the replay writes what lives on the topic. */
    public String of(Topic topic) {
        return "headwater.replay." + replay + "." + topic.name().substring("headwater.".length());
    }
}
