package io.headwater.sandbox;

import io.headwater.sandbox.fault.Fault;
import io.headwater.sandbox.fault.Faults;
import io.headwater.sandbox.journal.RequestLog;
import io.headwater.sandbox.web.Answer;
import io.headwater.sandbox.web.Request;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A vendor's API as the network sees it: its answers, its faults, and a record of what it was asked. */
final class VendorDoor {
    /** The vendor's API itself and its own ways of saying no. */
    record Vendor(
            String target,
            String path,
            Function<Request, Answer> api,
            IntFunction<Answer> rateLimited,
            Supplier<Answer> unauthorized,
            Supplier<Answer> broken) {}

    private final Vendor vendor;
    private final Faults faults;
    private final RequestLog log;
    private final Clock clock;

    VendorDoor(Vendor vendor, Faults faults, RequestLog log, Clock clock) {
        this.vendor = vendor;
        this.faults = faults;
        this.log = log;
        this.clock = clock;
    }

    void handle(RoutingContext context) {
        Request request = Exchange.request(context, vendor.path());
        Optional<Fault> fault = faults.meet(vendor.target(), request.method() + " " + request.path());
        if (fault.isEmpty()) {
            answer(context, request, vendor.api().apply(request));
            return;
        }
        switch (fault.get().kind()) {
            case TOO_MANY ->
                answer(context, request, vendor.rateLimited().apply(fault.get().retryAfter()));
            case UNAUTHORIZED -> answer(context, request, vendor.unauthorized().get());
            case BROKEN -> answer(context, request, vendor.broken().get());
            case TIMEOUT -> record(request, 0, "");
            case DOWN -> {
                record(request, 0, "");
                context.request().connection().close();
            }
            case RESET_AFTER_ACCEPT -> {
                record(request, 0, vendor.api().apply(request).bodyText());
                context.request().connection().close();
            }
        }
    }

    private void answer(RoutingContext context, Request request, Answer answer) {
        record(request, answer.status(), answer.bodyText());
        Exchange.send(context, answer);
    }

    private void record(Request request, int status, String answer) {
        log.add(vendor.target(), request, status, answer, clock.instant().toString());
    }
}
