package io.headwater.dbt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Documents of the form `{"metadata": …, "results": […]}`, an element at a time. */
final class ResultsStream {
    /** It is part of keys, next to a check's id. */
    private static final int LONGEST_RUN = 200;

    /** Turns an element into a result, or says what is wrong with it. */
    interface Element<T> {
        T read(int index, JsonNode json) throws UnreadableArtifact;
    }

    private ResultsStream() {}

    static <T> void read(InputStream in, String kind, Element<T> element, ArtifactVisitor<T> visitor)
            throws IOException, UnreadableArtifact {
        boolean[] seen = new boolean[1];
        ArtifactStream.read(in, (name, parser) -> {
            if (name.equals("metadata") && parser.currentToken() == JsonToken.START_OBJECT) {
                ArtifactMetadata metadata = ArtifactMetadata.read(ArtifactStream.tree(parser));
                requireKind(metadata, kind);
                requireShortRun(metadata);
                visitor.metadata(metadata);
            } else if (name.equals("results")) {
                seen[0] = true;
                elements(parser, element, visitor);
            }
        });
        if (!seen[0]) {
            throw new UnreadableArtifact(new ArtifactFault("results", kind + " has a list 'results'; this has none"));
        }
    }

    private static <T> void elements(JsonParser parser, Element<T> element, ArtifactVisitor<T> visitor)
            throws IOException, UnreadableArtifact {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new UnreadableArtifact(new ArtifactFault("results", "must be a list"));
        }
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            JsonNode json = ArtifactStream.tree(parser);
            T result;
            try {
                result = element.read(index, json);
            } catch (UnreadableArtifact wrong) {
                visitor.rejected(wrong.fault(), json.toString());
                continue;
            }
            Optional<ArtifactFault> refusal = visitor.refusal(index, result);
            if (refusal.isPresent()) {
                visitor.rejected(refusal.get(), json.toString());
            } else {
                visitor.result(index, result);
            }
        }
    }

    /** The id of an element, the one thing it cannot do without. */
    static String uniqueId(int index, JsonNode json) throws UnreadableArtifact {
        if (!json.isObject()) {
            throw new UnreadableArtifact(new ArtifactFault("results[" + index + "]", "must be an object"));
        }
        String id = required(index, json, "unique_id");
        if (id.length() > ArtifactFault.LONGEST_ID) {
            throw new UnreadableArtifact(ArtifactFault.tooLong("results[" + index + "].unique_id"));
        }
        return id;
    }

    private static void requireShortRun(ArtifactMetadata metadata) throws UnreadableArtifact {
        if (metadata.invocationId().filter(id -> id.length() > LONGEST_RUN).isPresent()) {
            throw new UnreadableArtifact(
                    new ArtifactFault("metadata.invocation_id", "must have at most " + LONGEST_RUN + " characters"));
        }
    }

    static String required(int index, JsonNode json, String field) throws UnreadableArtifact {
        return Lenient.text(json, field)
                .orElseThrow(() -> new UnreadableArtifact(
                        new ArtifactFault("results[" + index + "]." + field, "required: a text that is not empty")));
    }

    /** A document that says it is of another kind is taken at its word; any version is welcome. */
    static void requireKind(ArtifactMetadata metadata, String kind) throws UnreadableArtifact {
        String said = metadata.kind().orElse(kind);
        if (!said.equals(kind)) {
            throw new UnreadableArtifact(new ArtifactFault(
                    "metadata.dbt_schema_version", "this is a " + said + " artifact, not a " + kind + " artifact"));
        }
    }
}
