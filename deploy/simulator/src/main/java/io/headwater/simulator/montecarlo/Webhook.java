package io.headwater.simulator.montecarlo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One of Monte Carlo's alerts on a table, as its webhook tells it.
 *
 * @param account id of the account
 * @param incident id of the alert, the same in all its updates
 */
public record Webhook(String account, String incident, String database, String schema, String table) {
    /** A custom SQL rule with its one comparison. */
    public record Rule(String uuid, String description, String metric, String operator, double threshold) {}

    /** An anomaly that a table's own monitor found. */
    public ObjectNode anomaly(String details) {
        ObjectNode body = envelope("open_anomaly_incident");
        payload(body)
                .putArray("event_list")
                .addObject()
                .put("event_details", details)
                .put("table_name", table);
        return body;
    }

    /** A rule that does not hold. */
    public ObjectNode broken(Rule rule, double value, Instant at) {
        ObjectNode body = envelope("open_custom_rule_anomaly_incident");
        ObjectNode event = payload(body).putArray("event_list").addObject();
        event.put("table_name", table);
        ObjectNode data = event.putObject("data");
        data.put("metric_display_name", rule.metric());
        data.putArray("hits")
                .addObject()
                .put("field", rule.metric())
                .put("timestamp", at.toString())
                .put("value", String.valueOf(value));
        data.putArray("rule_comparisons")
                .addObject()
                .put("metric", rule.metric())
                .put("operator", rule.operator())
                .put("threshold", String.valueOf(rule.threshold()));
        ObjectNode stated = event.putObject("rule");
        stated.put("uuid", rule.uuid()).put("description", rule.description()).put("rule_type", "custom_sql");
        stated.putArray("comparisons")
                .addObject()
                .put("field", rule.metric())
                .put("full_table_id", database + ":" + schema + "." + table)
                .put("metric", rule.metric())
                .put("operator", rule.operator())
                .put("threshold", rule.threshold());
        return body;
    }

    /** The same alert, once somebody marked it as fixed. */
    public static ObjectNode fixed(ObjectNode alert) {
        return alert.deepCopy().put("alert_feedback", "fixed");
    }

    private ObjectNode envelope(String type) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("version", "v0.1");
        body.putObject("account").put("id", account);
        body.put("action", "incident").put("type", type);
        body.putObject("payload")
                .put("incident_id", incident)
                .put("url", "https://getmontecarlo.com/alerts/" + incident)
                .put("group_id", database + ":" + schema);
        return body;
    }

    private static ObjectNode payload(ObjectNode body) {
        return (ObjectNode) body.get("payload");
    }
}
