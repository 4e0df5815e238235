package io.headwater.ticketing.jira;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Turns whatever a request may throw into a {@link JiraTrouble} with Jira's own words. */
final class JiraCall {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WORDS = 500;

    private JiraCall() {}

    static void run(String doing, Runnable request) {
        of(doing, () -> {
            request.run();
            return "";
        });
    }

    static <T> T of(String doing, Supplier<T> request) {
        try {
            return request.get();
        } catch (WebApplicationException refused) {
            Response answer = refused.getResponse();
            throw JiraTrouble.answered(
                    answer.getStatus(), words(bodyOf(answer)), answer.getHeaderString("Retry-After"));
        } catch (ProcessingException broken) {
            throw JiraTrouble.noAnswer(doing + ": no answer from Jira (" + root(broken) + ")", broken);
        }
    }

    private static String bodyOf(Response answer) {
        return answer.hasEntity() ? answer.readEntity(String.class) : "";
    }

    /** `{"errorMessages": [...], "errors": {field: message}}` in one line; else the beginning of the body. */
    static String words(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            List<String> words = new ArrayList<>();
            json.path("errorMessages").forEach(message -> words.add(message.asText()));
            json.path("errors")
                    .properties()
                    .forEach(e -> words.add(e.getKey() + ": " + e.getValue().asText()));
            if (words.isEmpty() && json.path("message").isTextual()) {
                words.add(json.path("message").asText());
            }
            return cut(words.isEmpty() ? body : String.join("; ", words));
        } catch (JsonProcessingException notJson) {
            return cut(body);
        }
    }

    private static String cut(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= WORDS ? line : line.substring(0, WORDS);
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
