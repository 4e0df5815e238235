package io.headwater.ingest.montecarlo;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.ingest.outcome.Kind;
import io.headwater.ingest.outcome.Subject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A check of one alert: a rule (its uuid), or the monitor of a table (`type:database:schema.table`), the same in every
 * alert that it raises.
 *
 * @param since the earliest time of measurement that has a year and a zone
 */
record McCheck(
        String id,
        String name,
        Kind kind,
        List<Subject> subjects,
        Optional<String> message,
        Optional<String> observed,
        Optional<String> expected,
        Optional<Instant> since) {
    /** In characters. */
    static final int LONGEST_ID = 600;

    /** The check behind one event; a rule may stand in the event, in its data or beside the list. */
    static McCheck of(String type, JsonNode payload, JsonNode event, String incident) {
        JsonNode rule = Stream.of(event.path("rule"), event.path("data").path("rule"), payload.path("rule"))
                .filter(candidate -> Fields.text(candidate, "uuid").isPresent())
                .findFirst()
                .orElse(payload.path("rule"));
        List<Subject> subjects = subjects(payload, event, rule, incident);
        Optional<String> uuid = Fields.text(rule, "uuid");
        String word = word(type);
        return new McCheck(
                uuid.orElseGet(() -> word + ":" + tableId(payload, event, incident)),
                Fields.text(rule, "description").orElseGet(() -> word + " " + tableId(payload, event, incident)),
                kind(type, event, rule),
                subjects,
                Fields.text(event, "event_details").or(() -> Fields.text(rule, "description")),
                joined(event.path("data").path("hits"), McCheck::hit),
                joined(comparisons(event, rule), McCheck::comparison),
                since(event.path("data").path("hits")));
    }

    /** Whether its id and its tables' names can be parts of keys. */
    boolean isShortEnough() {
        return id.length() <= LONGEST_ID
                && subjects.stream()
                        .flatMap(subject -> Stream.concat(subject.urn().stream(), subject.names().stream()))
                        .allMatch(name -> name.length() <= LONGEST_ID);
    }

    /** The same check of another event of the alert: more tables, more words. */
    McCheck and(McCheck other) {
        Set<Subject> both = new LinkedHashSet<>(subjects);
        both.addAll(other.subjects);
        return new McCheck(
                id,
                name,
                kind,
                List.copyOf(both),
                both(message, other.message),
                both(observed, other.observed),
                both(expected, other.expected),
                Stream.of(since, other.since).flatMap(Optional::stream).min(Instant::compareTo));
    }

    private static Optional<String> both(Optional<String> one, Optional<String> other) {
        return one.isEmpty() || one.equals(other)
                ? other
                : other.map(o -> one.get() + "; " + o).or(() -> one);
    }

    private static List<Subject> subjects(JsonNode payload, JsonNode event, JsonNode rule, String incident) {
        Optional<String> group = Fields.text(payload, "group_id").or(() -> Fields.text(event, "group_id"));
        Set<Subject> found = new LinkedHashSet<>();
        McTable named = McTable.in(event, group);
        if (named.isKnown()) {
            found.add(named.subject(List.of()));
        } else {
            for (JsonNode comparison : rule.path("comparisons")) {
                McTable compared = McTable.in(comparison, Optional.empty());
                if (compared.isKnown()) {
                    List<String> columns = Fields.text(comparison, "field")
                            .map(field -> List.of(field.toLowerCase(Locale.ROOT)))
                            .orElse(List.of());
                    found.add(compared.subject(columns));
                }
            }
        }
        return found.isEmpty() ? List.of(Subject.named("mc-alert:" + incident)) : List.copyOf(found);
    }

    /** Without table, the group; without group, the alert: then the check is no more stable than the alert is. */
    private static String tableId(JsonNode payload, JsonNode event, String incident) {
        Optional<String> group = Fields.text(payload, "group_id");
        McTable table = McTable.in(event, group);
        return table.isKnown() ? table.id() : group.orElse(incident);
    }

    private static Kind kind(String type, JsonNode event, JsonNode rule) {
        boolean freshness = Stream.of(
                        Optional.of(type),
                        Fields.text(rule, "rule_type"),
                        Fields.text(event, "type"),
                        Fields.text(event, "event_type"),
                        Fields.text(event, "anomaly_type"))
                .flatMap(Optional::stream)
                .anyMatch(word -> word.toLowerCase(Locale.ROOT).contains("freshness"));
        return freshness ? Kind.FRESHNESS : Kind.MONITOR;
    }

    /** `open_anomaly_incident` → `anomaly`. */
    private static String word(String type) {
        return type.replaceFirst("^open_", "").replaceFirst("_incident$", "");
    }

    private static JsonNode comparisons(JsonNode event, JsonNode rule) {
        JsonNode own = event.path("data").path("rule_comparisons");
        return own.isArray() ? own : rule.path("comparisons");
    }

    private static Optional<String> hit(JsonNode hit) {
        return Fields.text(hit, "value").map(value -> Fields.text(hit, "field")
                .map(field -> field + " = " + value)
                .orElse(value));
    }

    private static Optional<String> comparison(JsonNode comparison) {
        return Fields.text(comparison, "threshold").map(threshold -> "alerts when %s %s %s"
                .formatted(
                        Fields.text(comparison, "metric").orElse("value"),
                        Fields.text(comparison, "operator").orElse("vs."),
                        threshold));
    }

    private static Optional<String> joined(JsonNode list, Function<JsonNode, Optional<String>> words) {
        List<String> said = new ArrayList<>();
        list.forEach(element -> words.apply(element).ifPresent(said::add));
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(said.stream().distinct().collect(Collectors.joining("; ")));
    }

    private static Optional<Instant> since(JsonNode hits) {
        List<Instant> times = new ArrayList<>();
        for (JsonNode hit : hits) {
            Fields.text(hit, "timestamp").flatMap(McCheck::time).ifPresent(times::add);
        }
        return times.stream().min(Instant::compareTo);
    }

    /** Only what bears its year and its zone is a time. */
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
        } catch (DateTimeException withoutYearOrZone) {
            return Optional.empty();
        }
    }
}
