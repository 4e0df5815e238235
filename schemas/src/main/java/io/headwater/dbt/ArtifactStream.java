package io.headwater.dbt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;

/** Walks the top-level sections of a document once, and says where it broke. */
final class ArtifactStream {
    /** Python writes NaN and Infinity into JSON; dbt's adapters let them through. */
    private static final ObjectMapper JSON = JsonMapper.builder(new JsonFactory())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** What to do with a section: the parser stands on its value and must be left on the value's last token. */
    interface Sections {
        void section(String name, JsonParser parser) throws IOException, UnreadableArtifact;
    }

    /** Reads one field's value; the parser stands on it. */
    interface Field {
        void value(String name, JsonParser parser) throws IOException, UnreadableArtifact;
    }

    private ArtifactStream() {}

    /**
     * Visits every top-level section.
     *
     * @throws IOException where the stream itself fails
     */
    static void read(InputStream in, Sections sections) throws IOException, UnreadableArtifact {
        try (JsonParser parser = JSON.createParser(in)) {
            try {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw new UnreadableArtifact(new ArtifactFault(
                            "$", parser.currentToken() == null ? "an empty document" : "must be a JSON object"));
                }
                fields(parser, sections::section);
                if (parser.nextToken() != null) {
                    throw new UnreadableArtifact(new ArtifactFault("$", "more follows after the end of the document"));
                }
            } catch (JsonProcessingException | CharConversionException broken) {
                throw new UnreadableArtifact(new ArtifactFault(path(parser), rule(broken)), broken);
            }
        }
    }

    /** Visits the fields of the object the parser stands on; what the visitor leaves unread is skipped. */
    static void fields(JsonParser parser, Field field) throws IOException, UnreadableArtifact {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field.value(name, parser);
            parser.skipChildren();
        }
    }

    /** The value the parser stands on, as a tree. */
    static JsonNode tree(JsonParser parser) throws IOException {
        return JSON.readTree(parser);
    }

    private static String rule(IOException broken) {
        if (broken instanceof JsonEOFException) {
            return "the JSON ends too early" + place((JsonProcessingException) broken);
        }
        if (broken instanceof JsonProcessingException json) {
            String message = json.getOriginalMessage();
            String kind = message.contains("UTF-8") ? "not UTF-8: " : "not valid JSON: ";
            return kind + message + place(json);
        }
        return "not UTF-8: " + broken.getMessage();
    }

    private static String place(JsonProcessingException json) {
        return json.getLocation() == null
                ? ""
                : " (line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr() + ")";
    }

    private static String path(JsonParser parser) {
        StringBuilder path = new StringBuilder();
        for (JsonPointer at = parser.getParsingContext().pathAsPointer(); !at.matches(); at = at.tail()) {
            if (at.mayMatchElement()) {
                path.append('[').append(at.getMatchingIndex()).append(']');
            } else if (at.getMatchingProperty().isBlank()) {
                // As JSONPath has it: else nothing of it would be seen.
                path.append("['").append(at.getMatchingProperty()).append("']");
            } else {
                path.append(path.isEmpty() ? "" : ".").append(at.getMatchingProperty());
            }
        }
        return path.isEmpty() ? "$" : path.toString();
    }
}
