package io.headwater.notifier.message;

import io.headwater.notifier.incident.Headline;
import java.util.List;
import java.util.Optional;

/**
 * What the message of an incident shows.
 *
 * @param url of the incident in the console
 * @param onCall who was on call when the incident was announced, by hash: a later edit calls nobody anew
 * @param links tickets and documents
 * @param mergedInto where the incident lives on
 */
public record Card(
        String workspace,
        String incident,
        String url,
        Headline headline,
        Optional<String> onCall,
        List<Link> links,
        Optional<Elsewhere> mergedInto) {

    /** A ticket or document of the incident. */
    public record Link(String system, String key, String url) {}

    /**
     * The incident that this one was merged into.
     *
     * @param url of its message, else of its page
     */
    public record Elsewhere(String incident, String title, String url) {}
}
