package io.headwater.incident.topology;

import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Names of a replay's own topics, apart from those that live: nothing that a replay writes reaches anybody.
 *
 * @param replay name of the replay: small letters, digits and {@code -}
 */
public record ReplayTopics(String replay) {
    private static final Map<String, String> KEEPS_ALL = Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            "-1",
            "retention.bytes",
            "-1",
            "max.message.bytes",
            Topics.RAW.configuration().get("max.message.bytes"));
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public ReplayTopics {
        if (!NAME.matcher(replay).matches()) {
            throw new IllegalArgumentException(
                    "a replay's name is 1 to 63 small letters, digits and '-': '" + replay + "'");
        }
    }

    /**
     * All of them, to be created before the replay. They keep everything: what is replayed bears the time at which it lived, and
     * a broker's own retention would take it as soon as it is written.
     */
    public List<NewTopic> all(short replicas) {
        return Stream.concat(Stream.of(inputs()), Topics.all().stream().map(this::of))
                .map(name -> new NewTopic(name, Topics.PARTITIONS, replicas).configs(KEEPS_ALL))
                .toList();
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
