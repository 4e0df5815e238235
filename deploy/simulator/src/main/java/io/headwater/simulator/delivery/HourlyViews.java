package io.headwater.simulator.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.simulator.Audience;
import io.headwater.simulator.Storm;
import java.time.Instant;
import java.util.List;

/** What a BI tool exports each hour: who opened which dashboard in it. */
final class HourlyViews {
    private static final int MINUTES = 60;

    private final StormClock clock;
    private final List<Audience.View> views;
    private int next;

    HourlyViews(Storm storm, StormClock clock) {
        this.clock = clock;
        this.views = Audience.of(storm).views();
    }

    /** When the next hour with any view is over; the end of time where there is none. */
    Instant due() {
        return next < views.size() ? clock.at(endOfHour()) : Instant.MAX;
    }

    /** The body of that hour's request. */
    ObjectNode next() {
        int end = endOfHour();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("source", "bi");
        ArrayNode list = body.putArray("views");
        for (; next < views.size() && views.get(next).minute() < end; next++) {
            Audience.View view = views.get(next);
            String dashboard =
                    SourceNames.PROJECT.id("exposure", view.dashboard().name());
            list.addObject()
                    .put("asset", "dbt:" + dashboard)
                    .put("viewer", "viewer-%02d@shop.example".formatted(view.person()))
                    .put("viewedAt", clock.at(view.minute()).toString());
        }
        return body;
    }

    private int endOfHour() {
        return (views.get(next).minute() / MINUTES + 1) * MINUTES;
    }
}
