package io.headwater.notifier.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.identity.ContentId;
import io.headwater.identity.Workspace;
import io.headwater.notifier.ledger.Database;
import io.headwater.notifier.message.IncidentMessage;
import io.headwater.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jboss.logging.Logger;

/** Keeps presses of our buttons; a repeat of one is dropped. */
@ApplicationScoped
class Presses {
    private static final Logger LOG = Logger.getLogger(Presses.class);
    private static final Set<String> OURS = Set.of(IncidentMessage.ACKNOWLEDGE, IncidentMessage.RESOLVE);
    private static final String INSERT =
            """
            insert into press (command_id, incident, action, slack_user, channel, thread_ts, pressed_at, commanded)
            values (:id, :incident, :action, :user, :channel, :thread, :at, false)
            on conflict (command_id) do nothing""";

    private final Database database;
    private final Clock clock;

    @Inject
    Presses(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Keeps each press in a `block_actions` payload; other payloads and buttons that only open a page are let pass. */
    void keep(JsonNode payload) {
        if (!payload.path("type").asText().equals("block_actions")) {
            LOG.debugf("an interaction of type %s is of no interest", payload.path("type"));
            return;
        }
        for (JsonNode action : payload.path("actions")) {
            if (OURS.contains(action.path("action_id").asText())) {
                keep(payload, action);
            }
        }
    }

    private void keep(JsonNode payload, JsonNode action) {
        String user = required(payload.at("/user/id"), "user.id");
        String channel = required(payload.at("/channel/id"), "channel.id");
        String message = required(payload.at("/container/message_ts"), "container.message_ts");
        String pressed = required(action.path("action_ts"), "actions[].action_ts");
        String incident = incident(required(action.path("value"), "actions[].value"));
        String what = action.path("action_id").asText();
        database.inTransaction(session -> session.createNativeQuery(INSERT)
                .setParameter("id", ContentId.of("cmd", "slack", message, what, user, pressed))
                .setParameter("incident", incident)
                .setParameter("action", what)
                .setParameter("user", user)
                .setParameter("channel", channel)
                .setParameter("thread", message)
                .setParameter("at", clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .executeUpdate());
    }

    private static String incident(String value) {
        int bar = value.indexOf('|');
        if (bar < 1 || bar == value.length() - 1 || !Workspace.isValid(value.substring(0, bar))) {
            throw Problem.malformed(
                            "the button names no incident",
                            new Problem.FieldError("actions[].value", "workspace|incident"))
                    .asException();
        }
        return value;
    }

    private static String required(JsonNode node, String field) {
        String text = node.asText("");
        if (text.isBlank()) {
            throw Problem.malformed(field + " is missing", new Problem.FieldError(field, "required"))
                    .asException();
        }
        return text;
    }
}
