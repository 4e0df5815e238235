package io.headwater.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The faults that are set; the first that fits a request is used up by it. Safe for many threads. */
public final class Faults {
    private static final Set<String> TARGETS = Set.of("slack", "jira", "smtp");

    private final Clock clock;
    private final List<Fault> faults = new ArrayList<>();

    public Faults(Clock clock) {
        this.clock = clock;
    }

    /** The fault this request meets, if any; one of its count is then used up. */
    public synchronized Optional<Fault> meet(String target, String request) {
        Instant now = clock.instant();
        faults.removeIf(fault -> !fault.isLive(now));
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            if (fault.hits(target, request, now)) {
                faults.set(i, fault.afterHit());
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    public synchronized void clear() {
        faults.clear();
    }

    /** Sets the fault a script described; the exception's message says what is wrong with it. */
    public synchronized Fault set(JsonNode wanted) {
        String target = wanted.path("target").asText();
        if (!TARGETS.contains(target)) {
            throw new IllegalArgumentException("target must be slack, jira or smtp");
        }
        FaultKind kind = FaultKind.of(wanted.path("kind").asText())
                .orElseThrow(() -> new IllegalArgumentException(
                        "kind must be 401, 429, 500, timeout, down or reset-after-accept"));
        Instant until = wanted.has("seconds")
                ? clock.instant().plusMillis(Math.round(positive(wanted, "seconds") * 1000))
                : Instant.MAX;
        int count = count(wanted);
        int retryAfter = wanted.has("retryAfter") ? (int) positive(wanted, "retryAfter") : 1;
        Fault fault = new Fault(target, kind, wanted.path("match").asText(""), count, until, retryAfter);
        faults.add(fault);
        return fault;
    }

    /** Neither count nor seconds: once. Seconds alone: every request until then. */
    private static int count(JsonNode wanted) {
        if (wanted.has("count")) {
            return (int) positive(wanted, "count");
        }
        return wanted.has("seconds") ? Integer.MAX_VALUE : 1;
    }

    private static double positive(JsonNode wanted, String field) {
        JsonNode value = wanted.path(field);
        if (!value.isNumber() || value.asDouble() <= 0) {
            throw new IllegalArgumentException(field + " must be a positive number");
        }
        return value.asDouble();
    }

    /** What is set now, for scripts and the page. */
    public synchronized ObjectNode list() {
        Instant now = clock.instant();
        return Json.items(faults.stream()
                .filter(fault -> fault.isLive(now))
                .map(Faults::describe)
                .toList());
    }

    public static ObjectNode describe(Fault fault) {
        ObjectNode node = Json.object()
                .put("target", fault.target())
                .put("kind", fault.kind().word())
                .put("match", fault.match())
                .put("retryAfter", fault.retryAfter());
        if (fault.remaining() != Integer.MAX_VALUE) {
            node.put("count", fault.remaining());
        }
        if (!fault.until().equals(Instant.MAX)) {
            node.put("until", fault.until().toString());
        }
        return node;
    }
}
