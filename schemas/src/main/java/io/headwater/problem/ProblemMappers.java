package io.headwater.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws into a problem; only what nobody foresaw is logged. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    @ServerExceptionMapper
    public Response problem(ProblemException thrown) {
        return response(thrown.problem());
    }

    @ServerExceptionMapper
    public Response webApplication(WebApplicationException thrown) {
        // What reads bodies wraps what is wrong with them.
        if (thrown.getCause() instanceof MismatchedInputException body) {
            return shape(body);
        } else if (thrown.getCause() instanceof JsonProcessingException body) {
            return json(body);
        }
        int status = thrown.getResponse().getStatus();
        String phrase = thrown.getResponse().getStatusInfo().getReasonPhrase();
        return response(Problem.of(status, "http-" + status, phrase, String.valueOf(thrown.getMessage())));
    }

    /** Valid JSON of another shape. Quarkus has a mapper of its own for these, which answers with nothing. */
    @ServerExceptionMapper
    public Response shape(MismatchedInputException thrown) {
        String place = thrown.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
        return response(Problem.malformed(
                "the body is JSON of another shape than is asked for" + (place.isEmpty() ? "" : ", at " + place)));
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException thrown) {
        String where = thrown.getLocation() == null
                ? ""
                : " at line " + thrown.getLocation().getLineNr() + ", column "
                        + thrown.getLocation().getColumnNr();
        return response(Problem.malformed("not valid JSON" + where + ": " + withoutSource(thrown)));
    }

    /** The parser names where it reads from, which says nothing to who sent it. */
    private static String withoutSource(JsonProcessingException thrown) {
        return thrown.getOriginalMessage().replaceAll("\\[Source: [^;\\]]*; ", "[");
    }

    @ServerExceptionMapper
    public Response illegalArgument(IllegalArgumentException thrown) {
        return response(Problem.malformed(String.valueOf(thrown.getMessage())));
    }

    @ServerExceptionMapper
    public Response unforeseen(RuntimeException thrown) {
        LOG.error("request failed", thrown);
        return response(Problem.of(
                500, "internal", "Something broke here", "an unforeseen error; the service's log has the details"));
    }

    /** The HTTP response of a problem. */
    public static Response response(Problem problem) {
        try {
            return Response.status(problem.status())
                    .type("application/problem+json")
                    .entity(JSON.writeValueAsString(problem))
                    .build();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem is plain strings", impossible);
        }
    }
}
