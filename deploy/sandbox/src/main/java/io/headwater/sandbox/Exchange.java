package io.headwater.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Answer;
import io.headwater.sandbox.web.Json;
import io.headwater.sandbox.web.Request;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Between Vert.x and the sandbox's own request and answer. */
final class Exchange {
    private Exchange() {}

    /** @param base the path that the request's own is relative to, with a trailing slash */
    static Request request(RoutingContext context, String base) {
        Map<String, String> query = new LinkedHashMap<>();
        context.queryParams().forEach(entry -> query.put(entry.getKey(), entry.getValue()));
        Map<String, String> headers = new LinkedHashMap<>();
        context.request()
                .headers()
                .forEach(entry -> headers.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
        String path = context.request().path();
        Buffer body = WholeBody.of(context);
        return new Request(
                context.request().method().name(),
                path.length() > base.length() ? path.substring(base.length()) : "",
                query,
                headers,
                body.getBytes());
    }

    static void send(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(answer.body()));
    }

    /** RFC 9457. */
    static Answer problem(int status, String title, String detail) {
        ObjectNode problem = Json.object()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        return Answer.json(status, problem).with("Content-Type", "application/problem+json");
    }
}
