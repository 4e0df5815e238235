package io.headwater.lineage.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.problem.Problem;
import java.io.IOException;
import java.io.InputStream;

/** Reads a body of JSON that is not endless. */
final class JsonBody {
    static final int MOST_BYTES = 32 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonBody() {}

    /** @throws io.headwater.problem.ProblemException that says where it stops being JSON; it quotes nothing of it */
    static JsonNode read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw Problem.of(
                            413,
                            "too-large",
                            "The request is too large",
                            "send at most " + MOST_BYTES + " bytes at once; split the list")
                    .asException();
        }
        try {
            JsonNode node = JSON.readTree(bytes);
            if (node == null || node.isMissingNode()) {
                throw Problem.malformed("the body is empty", new Problem.FieldError("(body)", "must be JSON"))
                        .asException();
            }
            return node;
        } catch (JsonProcessingException json) {
            String place = json.getLocation() == null
                    ? ""
                    : " at line " + json.getLocation().getLineNr() + ", column "
                            + json.getLocation().getColumnNr();
            throw Problem.malformed("not valid JSON" + place, new Problem.FieldError("(body)", "must be JSON in UTF-8"))
                    .asException(json);
        } catch (java.io.CharConversionException encoding) {
            throw Problem.malformed("not UTF-8", new Problem.FieldError("(body)", "must be JSON in UTF-8"))
                    .asException(encoding);
        }
    }
}
