package io.headwater.incident.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.headwater.schema.Decision;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells every instance what a batch changed, through PostgreSQL's NOTIFY in the same transaction: heard once it is
 * committed, and only then.
 */
final class Announcements {
    static final String CHANNEL = "headwater_changes";
    /** A {@link LiveEvent.Refresh} as it is sent. */
    static final String REFRESH = json(new LiveEvent.Refresh());
    /** A rebuild changes so much that each single change is no news. */
    private static final int MOST = 200;

    private final List<LiveEvent> events;

    private Announcements(List<LiveEvent> events) {
        this.events = events;
    }

    static Announcements of(List<Inbound> batch, IncidentFold incidents, RecordFold records) {
        List<LiveEvent> events = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>(incidents.changed);
        for (String key : keys) {
            IncidentRow row = incidents.incidents.find(key);
            events.add(new LiveEvent.Changed(row.workspace, row.id, row.version, row.status, row.priority));
        }
        for (Inbound record : batch) {
            if (record.is(Decision.class) && ((Decision) record.value()).getRun() == null) {
                Decision decision = (Decision) record.value();
                events.add(new LiveEvent.Decided(decision.getWorkspace(), decision.getSubject()));
            }
        }
        for (String key : records.touched) {
            if (!keys.contains(key)) {
                int bar = key.indexOf('|');
                events.add(new LiveEvent.Linked(key.substring(0, bar), key.substring(bar + 1)));
            }
        }
        return new Announcements(events.size() > MOST ? List.of(new LiveEvent.Refresh()) : events);
    }

    Uni<Void> send(Mutiny.Session session) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String[] payloads = events.stream().map(Announcements::json).toArray(String[]::new);
        // One statement for all of them: a row per payload.
        return session.createNativeQuery(
                        "select count(*) from (select pg_notify('" + CHANNEL + "', p) from jsonb_array_elements_text("
                                + "cast(cast(:payloads as text) as jsonb)) as p) as sent",
                        Long.class)
                .setParameter("payloads", array(payloads))
                .getSingleResult()
                .replaceWithVoid();
    }

    private static String array(String[] payloads) {
        return json(payloads);
    }

    private static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("live events are plain texts and numbers", impossible);
        }
    }
}
