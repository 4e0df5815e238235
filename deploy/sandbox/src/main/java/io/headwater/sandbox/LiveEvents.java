package io.headwater.sandbox;

import io.headwater.sandbox.web.Changes;
import io.headwater.sandbox.web.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells every open page what changed, as server-sent events {@code {"target", "id"}}. */
final class LiveEvents implements Changes {
    private static final long HEARTBEAT_MS = 15_000;

    private final Set<HttpServerResponse> listeners = ConcurrentHashMap.newKeySet();

    LiveEvents(Vertx vertx) {
        vertx.setPeriodic(HEARTBEAT_MS, tick -> send(": alive\n\n"));
    }

    void open(RoutingContext context) {
        HttpServerResponse response = context.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store");
        response.closeHandler(closed -> listeners.remove(response));
        listeners.add(response);
        response.write("retry: 1000\n\nevent: hello\ndata: {}\n\n");
    }

    @Override
    public void changed(String target, String id) {
        send("event: change\ndata: " + Json.object().put("target", target).put("id", id) + "\n\n");
    }

    private void send(String event) {
        for (HttpServerResponse listener : listeners) {
            if (listener.closed() || listener.ended()) {
                listeners.remove(listener);
            } else {
                listener.write(event);
            }
        }
    }
}
