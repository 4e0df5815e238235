package io.headwater.notifier.message;

import java.util.Map;
import java.util.Optional;

/** What people are called. Whoever is not in it has a short form of their hash for a name. */
public record Names(Map<String, Known> known) {
    public Names {
        known = Map.copyOf(known);
    }

    /**
     * @param name as people know them
     * @param slackId Slack's user id, where they are there
     */
    public record Known(String name, Optional<String> slackId) {}

    /** `<@U…>`, or the name of who is not in Slack. */
    public String mention(String person) {
        return Optional.ofNullable(known.get(person))
                .flatMap(Known::slackId)
                .map(id -> "<@" + id + ">")
                .orElseGet(() -> Mrkdwn.text(name(person), 80));
    }

    public String name(String person) {
        Known found = known.get(person);
        return found == null ? "someone (" + person.substring(0, Math.min(6, person.length())) + ")" : found.name();
    }
}
