package io.headwater.sandbox;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads the body as it came, up to a limit. Vert.x's own handler decodes forms as they arrive and refuses a field over
 * 8 KiB, which a message's blocks are easily.
 */
final class WholeBody implements Handler<RoutingContext> {
    private static final String KEY = "whole-body";

    private final long largest;

    WholeBody(long largestBytes) {
        this.largest = largestBytes;
    }

    static Buffer of(RoutingContext context) {
        return context.get(KEY);
    }

    @Override
    public void handle(RoutingContext context) {
        Buffer body = Buffer.buffer();
        context.put(KEY, body);
        context.request().handler(chunk -> {
            if (body.length() + chunk.length() <= largest) {
                body.appendBuffer(chunk);
            } else if (!context.response().ended()) {
                Exchange.send(context, Exchange.problem(413, "Too large", "a body may have " + largest + " bytes"));
            }
        });
        context.request().endHandler(end -> {
            if (!context.response().ended()) {
                context.next();
            }
        });
    }
}
