package io.headwater.sandbox.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Json;
import io.headwater.sandbox.web.Request;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last requests to the vendors' APIs, newest last, bounded; tokens and secrets left out. Safe for many threads. */
public final class RequestLog {
    private static final int KEPT = 2000;

    private final Deque<ObjectNode> entries = new ArrayDeque<>();

    /**
     * @param path as sent, below the vendor's base URL
     * @param status the answer's status, or 0 where the connection was closed without one
     */
    public synchronized void add(String target, Request request, int status, String answer, String at) {
        ObjectNode entry = Json.object()
                .put("target", target)
                .put("method", request.method())
                .put("path", "/" + request.path())
                .put("contentType", request.header("content-type"))
                .put("body", withoutToken(request.text()))
                .put("status", status)
                .put("answer", answer)
                .put("at", at);
        ObjectNode query = entry.putObject("query");
        request.query().forEach((name, value) -> query.put(name, name.equals("token") ? "…" : value));
        entries.addLast(entry);
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    /** Slack lets a client send its token as a form field. */
    private static String withoutToken(String body) {
        return body.replaceAll("(^|&)token=[^&]*", "$1token=…").replaceAll("(\"token\"\\s*:\\s*\")[^\"]*\"", "$1…\"");
    }

    public synchronized ObjectNode list(String target) {
        return Json.items(entries.stream()
                .filter(entry ->
                        target.isEmpty() || entry.path("target").asText().equals(target))
                .toList());
    }

    public synchronized void clear() {
        entries.clear();
    }
}
