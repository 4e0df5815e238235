package io.headwater.ingest.montecarlo;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.ingest.outcome.Grade;
import io.headwater.ingest.outcome.Kind;
import io.headwater.ingest.outcome.Outcome;
import io.headwater.ingest.outcome.OutcomeDraft;
import io.headwater.ingest.outcome.Rejected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a webhook: the two documented types, any other as an anomaly of unknown kind, and every later update of an
 * alert. One outcome per (check, incident_id): the events of one rule are one check with several tables, each table's
 * own monitor is a check of its own. An update that names neither becomes one outcome with {@link #APPLIES_TO} {@link #RUN}.
 */
public final class McWebhook {
    /** Attribute of an outcome that stands for every check last seen with its run. */
    public static final String APPLIES_TO = "applies-to";
    /** Its value. */
    public static final String RUN = "run";

    /** In characters; an alert's id is part of keys next to a check's, and keys further on hold no more. */
    private static final int LONGEST_ALERT = 200;

    private static final Set<String> RESOLVED = Set.of("fixed", "expected", "no_action_needed", "false_positive");
    private static final Map<String, Grade> SEVERITIES = Map.of(
            "SEV-1", Grade.CRITICAL,
            "SEV-2", Grade.HIGH,
            "SEV-3", Grade.MEDIUM,
            "SEV-4", Grade.LOW);

    private final JsonNode body;
    private final JsonNode payload;
    private final String incident;
    private final List<Rejected> rejected = new ArrayList<>();

    private McWebhook(JsonNode body, JsonNode payload, String incident) {
        this.body = body;
        this.payload = payload;
        this.incident = incident;
    }

    /**
     * What the parsed body says.
     *
     * @throws McUnreadable where it is no object, or does not say which alert it is about
     */
    public static McAlert read(JsonNode body) throws McUnreadable {
        if (!body.isObject()) {
            throw new McUnreadable("$", "must be a JSON object");
        }
        JsonNode payload = body.path("payload");
        String incident = Fields.text(payload, "incident_id")
                .or(() -> Fields.text(body, "incident_id"))
                .orElseThrow(() -> new McUnreadable(
                        "payload.incident_id", "required: the id of the alert, a text that is not empty"));
        if (incident.length() > LONGEST_ALERT) {
            throw new McUnreadable("payload.incident_id", "must have at most " + LONGEST_ALERT + " characters");
        }
        return new McWebhook(body, payload, incident).alert();
    }

    private McAlert alert() {
        Map<String, McCheck> checks = checks();
        List<OutcomeDraft> outcomes = new ArrayList<>();
        checks.forEach((id, check) -> outcomes.add(draft(check)));
        if (outcomes.isEmpty() && rejected.isEmpty()) {
            outcomes.add(wholeRun());
        }
        return new McAlert(incident, outcomes, rejected, Fields.changed(body, "owner"));
    }

    private Map<String, McCheck> checks() {
        Map<String, McCheck> checks = new LinkedHashMap<>();
        boolean inside = payload.path("event_list").isArray();
        JsonNode list = inside ? payload.path("event_list") : body.path("event_list");
        List<JsonNode> events = new ArrayList<>();
        if (list.isArray()) {
            list.forEach(events::add);
        }
        for (int index = 0; index < events.size(); index++) {
            JsonNode event = events.get(index);
            String path = (inside ? "payload." : "") + "event_list[" + index + "]";
            if (event.isObject()) {
                add(checks, path, event);
            } else {
                rejected.add(new Rejected(path, "must be an object", event.toString()));
            }
        }
        if (checks.isEmpty() && rejected.isEmpty() && payload.path("rule").isObject()) {
            add(checks, "payload.rule", payload.path("rule"));
        }
        return checks;
    }

    private void add(Map<String, McCheck> checks, String path, JsonNode said) {
        McCheck check = McCheck.of(type(), payload, said, incident);
        if (check.isShortEnough()) {
            checks.merge(check.id(), check, McCheck::and);
        } else {
            String rule = "must name its rule and tables with at most " + McCheck.LONGEST_ID + " characters each";
            rejected.add(new Rejected(path, rule, said.toString()));
        }
    }

    private OutcomeDraft draft(McCheck check) {
        return new OutcomeDraft(
                check.id(),
                check.name(),
                check.kind(),
                check.subjects(),
                incident,
                resolution().isPresent() ? Outcome.PASSED : Outcome.FAILED,
                grade(),
                Optional.empty(),
                check.since(),
                check.message(),
                Optional.empty(),
                check.observed(),
                check.expected(),
                resolution(),
                Fields.text(payload, "url"),
                attributes());
    }

    private OutcomeDraft wholeRun() {
        SortedMap<String, String> said = attributes();
        said.put(APPLIES_TO, RUN);
        return new OutcomeDraft(
                "alert:" + incident,
                "Monte Carlo alert " + incident,
                Kind.MONITOR,
                List.of(),
                incident,
                resolution().isPresent() ? Outcome.PASSED : Outcome.FAILED,
                grade(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                resolution(),
                Fields.text(payload, "url"),
                said);
    }

    private SortedMap<String, String> attributes() {
        SortedMap<String, String> said = new TreeMap<>(Map.of(
                "mc.incident",
                incident,
                "mc.type",
                type(),
                // Their measurement times have neither year nor zone.
                "occurred-at",
                "arrival"));
        Fields.text(payload, "group_id").ifPresent(group -> said.put("mc.group", group));
        Fields.text(body.path("account"), "id").ifPresent(account -> said.put("mc.account", account));
        feedback().ifPresent(word -> said.put("alert_feedback", word));
        Fields.changed(body, "declared_alert_severity")
                .ifPresent(severity -> said.put("declared_alert_severity", severity));
        return said;
    }

    private String type() {
        return Fields.text(body, "type").orElse("unknown");
    }

    private Optional<String> feedback() {
        return Fields.changed(body, "alert_feedback").map(word -> word.toLowerCase(Locale.ROOT));
    }

    private Optional<String> resolution() {
        return feedback().filter(RESOLVED::contains);
    }

    private Grade grade() {
        return Fields.changed(body, "declared_alert_severity")
                .or(() -> Fields.changed(body, "severity"))
                .map(word -> SEVERITIES.getOrDefault(word.toUpperCase(Locale.ROOT), Grade.UNKNOWN))
                .orElse(Grade.UNKNOWN);
    }
}
