package io.headwater.lineage.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.lineage.people.People;
import io.headwater.lineage.view.ViewEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads view events, and writes them back as canonical JSON with viewers as hashes, which it reads as well. */
public final class ViewsReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final People people;

    public ViewsReader(People people) {
        this.people = people;
    }

    /** What could be read, and what could not. */
    public record Submission(List<ViewEvent> views, List<Rejected> rejected) {}

    /**
     * Reads `{"source"?, "views": [...]}`, a list of views, or one view.
     *
     * @param arrivedAt no view lies after it
     * @throws BadField where the whole cannot be read
     */
    public Submission read(JsonNode body, Instant arrivedAt) {
        List<ViewEvent> views = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        if (body != null && body.isArray()) {
            takeAll(body, "", "", arrivedAt, views, rejected);
        } else {
            Fields envelope = Fields.of(body, "");
            if (envelope.has("asset")) {
                take(body, "", "", arrivedAt, views, rejected);
            } else if (body.path("views").isArray()) {
                String source = envelope.text("source").orElse("");
                takeAll(body.get("views"), "views", source, arrivedAt, views, rejected);
            } else {
                throw new BadField("views", "is required: a list of views");
            }
        }
        return new Submission(List.copyOf(views), List.copyOf(rejected));
    }

    /** The canonical JSON. */
    public static ObjectNode write(List<ViewEvent> views) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list = body.putArray("views");
        views.forEach(view -> list.addObject()
                .put("asset", view.asset())
                .put("person", view.viewer())
                .put("viewedAt", view.viewedAt().toString())
                .put("views", view.views())
                .put("source", view.source())
                .put("id", view.viewId()));
        return body;
    }

    private void takeAll(
            JsonNode list, String path, String source, Instant arrived, List<ViewEvent> views, List<Rejected> bad) {
        for (int i = 0; i < list.size(); i++) {
            take(list.get(i), path + "[" + i + "]", source, arrived, views, bad);
        }
    }

    private void take(
            JsonNode item, String path, String source, Instant arrived, List<ViewEvent> views, List<Rejected> bad) {
        try {
            views.add(view(Fields.of(item, path), source, arrived));
        } catch (BadField field) {
            bad.add(new Rejected(field.path(), field.rule(), Redaction.of(item, people)));
        }
    }

    private ViewEvent view(Fields fields, String defaultSource, Instant arrivedAt) {
        String asset = fields.required("asset");
        if (asset.indexOf(':') < 1) {
            throw new BadField(fields.at("asset"), "must be a URN, or a name as kind:value");
        }
        Instant viewedAt =
                fields.time("viewedAt").orElseThrow(() -> new BadField(fields.at("viewedAt"), "is required"));
        int views = fields.integer("views", 1, 1_000_000).orElse(1);
        String source = fields.text("source").orElse(defaultSource);
        Optional<String> id = fields.text("id");
        String viewer = viewer(fields);
        Instant at = AssetsReader.earlier(viewedAt, arrivedAt);
        return id.map(key -> new ViewEvent(asset, viewer, at, views, source, key))
                .orElseGet(() -> ViewEvent.withoutId(asset, viewer, at, views, source));
    }

    private String viewer(Fields fields) {
        Optional<String> hash = fields.text("person");
        return hash.map(text -> AssetsReader.hash(text, fields.at("person")))
                .orElseGet(() -> people.meet(fields.required("viewer"), fields.text("viewerName")));
    }
}
