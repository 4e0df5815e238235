package io.headwater.incident.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How an incident ended.
 *
 * @param by name where known, else a short hash, else the part of the system; null where it is not known
 * @param automatic all its checks came clear by themselves
 * @param reason what was said; may be empty
 * @param tookSeconds from its opening
 * @param notes what people wrote last about it, at most three, in order
 */
public record Resolution(
        String by, String via, boolean automatic, String reason, Instant at, long tookSeconds, List<Note> notes) {
    private static final int NOTES = 3;
    private static final List<String> RESOLVED = List.of("RESOLVED", "CLOSED");
    /** The events that tell how it ended. */
    static final List<String> EVENTS = List.of("Mitigated", "Resolved", "NoteAdded");

    /** What somebody wrote. */
    public record Note(String by, Instant at, String text) {}

    /**
     * Null while the incident is not resolved.
     *
     * @param events of this incident, of the types {@link #EVENTS}, in order
     */
    static Resolution of(IncidentRow row, List<EventRow> events, People people) {
        if (!RESOLVED.contains(row.status) || row.resolvedAt == null) {
            return null;
        }
        HeadlineDocument.Actor by =
                Json.read(row.headline, HeadlineDocument.class).resolvedBy();
        boolean automatic = false;
        String reason = "";
        List<Note> notes = new ArrayList<>();
        for (EventRow event : events) {
            JsonNode said = Json.read(event.document, JsonNode.class);
            if (event.type.equals("Resolved")) {
                automatic = said.path("automatic").asBoolean();
                reason = said.path("reason").asText("");
            } else {
                String text = said.path(event.type.equals("NoteAdded") ? "text" : "reason")
                        .asText("");
                if (!text.isBlank()) {
                    notes.add(
                            new Note(people.name(said.path("by").path("person").textValue()), event.at, text));
                }
            }
        }
        return new Resolution(
                Views.who(by, people),
                Views.via(by),
                automatic,
                reason,
                row.resolvedAt,
                Math.max(0, Duration.between(row.openedAt, row.resolvedAt).toSeconds()),
                List.copyOf(notes.subList(Math.max(0, notes.size() - NOTES), notes.size())));
    }
}
