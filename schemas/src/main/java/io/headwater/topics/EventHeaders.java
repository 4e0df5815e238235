package io.headwater.topics;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Headers of the CloudEvents Kafka binding in binary mode (CloudEvents 1.0.2), plus Headwater's own, by which a
 * subscriber can filter without decoding.
 */
public final class EventHeaders {
    public static final String WORKSPACE = "hw_workspace";
    public static final String PRIORITY = "hw_priority";
    public static final String STATUS = "hw_status";
    public static final String DOMAIN = "hw_domain";
    /** Where a record stood that was written anew on its workspace's own partition: `topic-partition@offset`. */
    public static final String MOVED_FROM = "hw_moved_from";

    private EventHeaders() {}

    /**
     * The headers every record carries.
     *
     * @param id unique within the source; the same in every replay where the record is
     * @param source which part of Headwater speaks, e.g. `alert-ingest`
     * @param time when it happened, UTC
     */
    public static Headers of(Schema schema, String id, String source, Instant time, String workspace) {
        Headers headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", id);
        add(headers, "ce_type", typeOf(schema));
        add(headers, "ce_source", "/headwater/" + source);
        add(headers, "ce_time", time.toString());
        add(headers, "content-type", "application/avro");
        add(headers, WORKSPACE, workspace);
        return headers;
    }

    /** The CloudEvents type of a record: its schema's full name. */
    public static String typeOf(Schema schema) {
        return schema.getFullName();
    }

    /** Sets one header, replacing any of the same name. */
    public static void put(Headers headers, String name, String value) {
        headers.remove(name);
        add(headers, name, value);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The last header of that name. */
    public static Optional<String> get(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
