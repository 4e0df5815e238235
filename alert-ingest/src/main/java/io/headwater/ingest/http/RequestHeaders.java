package io.headwater.ingest.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The headers worth keeping beside a raw payload. A list of what may stay, so that no secret slips through. */
final class RequestHeaders {
    private static final Set<String> KEPT =
            Set.of("content-type", "user-agent", "x-request-id", "traceparent", "ce-id", "ce-source");

    private RequestHeaders() {}

    static Map<String, String> kept(HttpHeaders headers) {
        Map<String, String> kept = new TreeMap<>();
        headers.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (KEPT.contains(lower) && !values.isEmpty()) {
                kept.put(lower, values.get(0));
            }
        });
        return kept;
    }
}
