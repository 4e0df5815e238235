package io.headwater.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
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
        if (thrown.getCause() instanceof JsonProcessingException body) {
            return json(body);
        }
        int status = thrown.getResponse().getStatus();
        String phrase = thrown.getResponse().getStatusInfo().getReasonPhrase();
        return response(Problem.of(status, "http-" + status, phrase, String.valueOf(thrown.getMessage())));
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException thrown) {
        String where = thrown.getLocation() == null
                ? ""
                : " at line " + thrown.getLocation().getLineNr() + ", column "
                        + thrown.getLocation().getColumnNr();
        return response(Problem.malformed("not valid JSON" + where + ": " + thrown.getOriginalMessage()));
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
