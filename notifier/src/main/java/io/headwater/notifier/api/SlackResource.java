package io.headwater.notifier.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.access.Open;
import io.headwater.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What Slack posts to the app. */
@Path("/slack")
@Open(because = "Slack signs what it posts; the signature is checked over the raw body")
@Blocking
public class SlackResource {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SlackSignatures signatures;
    private final Presses presses;

    @Inject
    public SlackResource(SlackSignatures signatures, Presses presses) {
        this.signatures = signatures;
        this.presses = presses;
    }

    /** Keeps the press and answers; the command follows. */
    @POST
    @Path("/interactions")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(summary = "A button of a message was pressed")
    public Response interactions(
            @HeaderParam("X-Slack-Request-Timestamp") String timestamp,
            @HeaderParam("X-Slack-Signature") String signature,
            byte[] raw) {
        String body = new String(raw, StandardCharsets.UTF_8);
        signatures.check(timestamp, signature, body);
        presses.keep(payload(body));
        return Response.ok().build();
    }

    /** Answers Slack's question whether the address is ours; other events are of no interest. */
    @POST
    @Path("/events")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Slack's events: answers url_verification")
    public Response events(
            @HeaderParam("X-Slack-Request-Timestamp") String timestamp,
            @HeaderParam("X-Slack-Signature") String signature,
            byte[] raw) {
        String body = new String(raw, StandardCharsets.UTF_8);
        signatures.check(timestamp, signature, body);
        JsonNode event = json(body, "body");
        if (event.path("type").asText().equals("url_verification")) {
            return Response.ok(Map.of("challenge", event.path("challenge").asText()), MediaType.APPLICATION_JSON)
                    .build();
        }
        return Response.ok().build();
    }

    private static JsonNode payload(String form) {
        for (String field : form.split("&")) {
            if (field.startsWith("payload=")) {
                return json(URLDecoder.decode(field.substring("payload=".length()), StandardCharsets.UTF_8), "payload");
            }
        }
        throw Problem.malformed(
                        "the form has no field 'payload'", new Problem.FieldError("payload", "a JSON object, required"))
                .asException();
    }

    private static JsonNode json(String text, String field) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException bad) {
            throw Problem.malformed(
                            field + " is not valid JSON: " + bad.getOriginalMessage(),
                            new Problem.FieldError(field, "a JSON object"))
                    .asException(bad);
        }
    }
}
