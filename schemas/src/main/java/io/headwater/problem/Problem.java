package io.headwater.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An RFC 9457 problem.
 *
 * @param type a stable name of the kind of problem, `urn:headwater:problem:…`
 * @param title the kind in words; the same for every problem of the type
 * @param status HTTP status
 * @param detail what was wrong here and what to do
 * @param errors which fields, each with the rule it broke; may be empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<FieldError> errors) {

    /** One field (as a path such as `results[3].status`) and the rule it broke. */
    public record FieldError(String field, String rule) {}

    public static Problem of(int status, String kind, String title, String detail, FieldError... errors) {
        return new Problem("urn:headwater:problem:" + kind, title, status, detail, List.of(errors));
    }

    public static Problem malformed(String detail, FieldError... errors) {
        return of(400, "malformed", "The request cannot be read", detail, errors);
    }

    public static Problem unauthorized(String detail) {
        return of(401, "unauthorized", "Who are you?", detail);
    }

    public static Problem forbidden(String detail) {
        return of(403, "forbidden", "Not allowed", detail);
    }

    public static Problem notFound(String detail) {
        return of(404, "not-found", "There is no such thing", detail);
    }

    public static Problem conflict(String detail) {
        return of(409, "conflict", "The state forbids it", detail);
    }

    public static Problem unavailable(String detail) {
        return of(503, "unavailable", "A part is away; try again", detail);
    }

    /** This problem, to be thrown. */
    public ProblemException asException() {
        return new ProblemException(this);
    }

    /** This problem, to be thrown, with what brought it about. */
    public ProblemException asException(Throwable cause) {
        return new ProblemException(this, cause);
    }
}
