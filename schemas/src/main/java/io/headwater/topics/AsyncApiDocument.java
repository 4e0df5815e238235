package io.headwater.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The catalogue as AsyncAPI 3.0 (asyncapi.com/docs/reference/specification/v3.0.0): every topic with its settings, and
 * every record on it with key, headers and Avro schema. What a downstream team builds against.
 */
public final class AsyncApiDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AVRO = "application/vnd.apache.avro;version=1.9.0";
    private static final String HEADERS = "CloudEventsHeaders";

    private AsyncApiDocument() {}

    /** The document, as JSON. */
    public static String json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("asyncapi", "3.0.0");
        root.putObject("info")
                .put("title", "Headwater")
                .put("version", "1")
                .put(
                        "description",
                        "Every topic of Headwater. Keys are `workspace|id`; all topics have the same partitions, by workspace:"
                                + " murmur2 of the workspace alone. Values are Avro as Apicurio Registry's serde writes it: a zero byte, the"
                                + " registry's id of the schema (4 bytes), the record. Headers are CloudEvents 1.0.2 in binary mode, and Headwater's"
                                + " own, by which a subscriber filters without decoding. Schemas change FULL_TRANSITIVE only.");
        root.put("defaultContentType", "application/avro");
        ObjectNode channels = root.putObject("channels");
        ObjectNode operations = root.putObject("operations");
        ObjectNode components = root.putObject("components");
        ObjectNode messages = components.putObject("messages");
        components.putObject("schemas").set(HEADERS, headers());
        for (Topic topic : Topics.all()) {
            String id = id(topic);
            channel(channels.putObject(id), topic);
            operation(operations.putObject("send-" + id), "send", id);
            topic.records().forEach(schema -> message(messages.putObject(messageId(topic, schema)), topic, schema));
        }
        // Outside producers need not pass through alert-ingest.
        operation(operations.putObject("receive-" + id(Topics.ALERTS)), "receive", id(Topics.ALERTS));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree always has JSON", impossible);
        }
    }

    private static void channel(ObjectNode channel, Topic topic) {
        channel.put("address", topic.name()).put("description", topic.about());
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.name()).put("partitions", Topics.PARTITIONS);
        ObjectNode settings = kafka.putObject("topicConfiguration");
        Map<String, String> configuration = topic.configuration();
        settings.putArray("cleanup.policy").add(configuration.get("cleanup.policy"));
        for (String name : new String[] {"retention.ms", "max.message.bytes"}) {
            if (configuration.containsKey(name)) {
                settings.put(name, Long.parseLong(configuration.get(name)));
            }
        }
        kafka.put("bindingVersion", "0.5.0");
        ObjectNode messages = channel.putObject("messages");
        topic.records().forEach(schema -> messages.putObject(schema.getName())
                .put("$ref", "#/components/messages/" + messageId(topic, schema)));
    }

    private static void operation(ObjectNode operation, String action, String channel) {
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + channel);
    }

    private static void message(ObjectNode message, Topic topic, Schema schema) {
        message.put("name", EventHeaders.typeOf(schema)).put("title", schema.getName());
        if (schema.getDoc() != null) {
            message.put("summary", schema.getDoc());
        }
        message.put("contentType", "application/avro");
        message.putObject("headers").put("$ref", "#/components/schemas/" + HEADERS);
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key")
                .put("type", "string")
                .put("pattern", "^[^|]+\\|.+$")
                .put("description", "workspace|" + topic.keyId());
        kafka.put("bindingVersion", "0.5.0");
        ObjectNode payload = message.putObject("payload");
        payload.put("schemaFormat", AVRO);
        try {
            payload.set("schema", JSON.readTree(schema.toString()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("an Avro schema is JSON", impossible);
        }
    }

    private static ObjectNode headers() {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        header(properties, "ce_specversion", "1.0");
        header(properties, "ce_id", "unique within the source; the same in every replay where the record is");
        header(properties, "ce_type", "full name of the record's schema");
        header(properties, "ce_source", "/headwater/<part>");
        header(properties, "ce_time", "when it happened: ISO 8601, UTC");
        header(properties, "content-type", "application/avro");
        header(properties, EventHeaders.WORKSPACE, "as in the key");
        header(properties, EventHeaders.PRIORITY, "of the incident after the event: P0 to P4, UNKNOWN");
        header(properties, EventHeaders.STATUS, "of the incident after the event");
        header(properties, EventHeaders.DOMAIN, "of the incident's first root cause");
        header(properties, EventHeaders.MOVED_FROM, "where a record stood that was written anew on its own partition");
        schema.putArray("required")
                .add("ce_specversion")
                .add("ce_id")
                .add("ce_type")
                .add("ce_source")
                .add("ce_time")
                .add(EventHeaders.WORKSPACE);
        return schema;
    }

    private static void header(ObjectNode properties, String name, String about) {
        properties.putObject(name).put("type", "string").put("description", about);
    }

    /** The topic's name without what all have in common. */
    private static String id(Topic topic) {
        return topic.name().replaceAll("^headwater\\.|\\.v\\d+$", "");
    }

    private static String messageId(Topic topic, Schema schema) {
        return id(topic) + "." + schema.getName();
    }
}
