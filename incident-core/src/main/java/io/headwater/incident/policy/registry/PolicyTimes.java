package io.headwater.incident.policy.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What a schema cannot say of the times in a policy: which zones, days and lengths of time there are. */
final class PolicyTimes {
    /** Times are reckoned with these: beyond some length there is no such time. */
    private static final Duration LONGEST = Duration.ofDays(400);

    private final List<String> durations = new ArrayList<>();

    /** @param schema of the kind: it says which fields of {@code spec} are durations */
    PolicyTimes(JsonNode schema) {
        schema.at("/properties/spec/properties").fields().forEachRemaining(field -> {
            if (field.getValue().path("format").asText().equals("duration")) {
                durations.add(field.getKey());
            }
        });
    }

    /** @param wrong told of each field of {@code spec}, and what is wrong with it */
    void check(Map<String, Object> spec, BiConsumer<String, String> wrong) {
        if (spec.get("timeZone") instanceof String zone && isNone(() -> ZoneId.of(zone))) {
            wrong.accept("timeZone", "'" + zone + "' is no time zone; e.g. Europe/Berlin");
        }
        if (spec.get("start") instanceof String day && isNone(() -> LocalDate.parse(day))) {
            wrong.accept("start", "'" + day + "' is no day of a calendar; e.g. 2026-02-28");
        }
        for (String field : durations) {
            // Its form was checked: one that cannot be read is of a number that is too large.
            if (spec.get(field) instanceof String length
                    && (isNone(() -> Duration.parse(length))
                            || Duration.parse(length).compareTo(LONGEST) > 0)) {
                wrong.accept(field, "'" + length + "' is longer than 400 days");
            }
        }
    }

    private static boolean isNone(Runnable reading) {
        try {
            reading.run();
            return false;
        } catch (DateTimeException none) {
            return true;
        }
    }
}
