package io.headwater.incident.incident;

import java.util.List;

/** What follows from a command: events, or a reason a person can read. */
public sealed interface Decision {
    record Accepted(List<IncidentEvent> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    record Rejected(String reason) implements Decision {}

    static Decision of(IncidentEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision rejected(String reason, Object... args) {
        return new Rejected(reason.formatted(args));
    }
}
