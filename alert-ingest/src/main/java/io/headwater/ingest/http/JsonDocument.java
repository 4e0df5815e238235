package io.headwater.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headwater.dbt.ArtifactFault;
import io.headwater.dbt.UnreadableArtifact;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;

/** JSON whose content is somebody else's business, or small enough to be read whole. */
final class JsonDocument {
    private static final ObjectMapper JSON = JsonMapper.builder(new JsonFactory())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private JsonDocument() {}

    /** Reads to the end, keeps nothing. */
    static void check(InputStream in) throws IOException, UnreadableArtifact {
        try (JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableArtifact(new ArtifactFault("$", "must be a JSON object"));
            }
            parser.skipChildren();
        } catch (JsonProcessingException | CharConversionException broken) {
            throw new UnreadableArtifact(fault(broken));
        }
    }

    /** The whole document, fields in its own order. */
    static JsonNode read(byte[] bytes) throws IOException, UnreadableArtifact {
        try (JsonParser parser = JSON.createParser(bytes)) {
            JsonNode json = JSON.readTree(parser);
            if (json == null || parser.nextToken() != null) {
                throw new UnreadableArtifact(
                        new ArtifactFault("$", json == null ? "an empty document" : "more follows after the end"));
            }
            return json;
        } catch (JsonProcessingException | CharConversionException broken) {
            throw new UnreadableArtifact(fault(broken));
        }
    }

    private static ArtifactFault fault(IOException broken) {
        String message =
                broken instanceof JsonProcessingException json ? json.getOriginalMessage() : broken.getMessage();
        String place = broken instanceof JsonProcessingException json && json.getLocation() != null
                ? " (line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr() + ")"
                : "";
        return new ArtifactFault("$", "not valid JSON in UTF-8: " + message + place);
    }
}
