package io.headwater.notifier.policies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.notifier.incident.Priority;
import io.headwater.notifier.ledger.PolicyRow;
import io.headwater.notifier.oncall.Rotation;
import io.headwater.notifier.routing.Destination;
import io.headwater.notifier.routing.Escalation;
import io.headwater.notifier.routing.Route;
import io.headwater.notifier.routing.Routing;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads policy documents `{kind, name, spec}`. Who applies one has it checked there; what cannot be read here all the
 * same is passed over and said, so that one bad document silences nobody.
 */
public final class PolicyReader {
    public static final String ROUTING = "routing";
    public static final String ROTATION = "rotation";
    public static final String ESCALATION = "escalation";
    /** The kinds that concern the notifier. */
    public static final Set<String> KINDS = Set.of(ROUTING, ROTATION, ESCALATION);

    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyReader() {}

    /** The policies of one workspace; several routing policies count in the order of their names. */
    public static Policies read(Collection<PolicyRow> rows) {
        List<Route> routes = new ArrayList<>();
        TreeMap<String, Rotation> rotations = new TreeMap<>();
        Map<String, Escalation> escalations = new HashMap<>();
        List<String> broken = new ArrayList<>();
        rows.stream()
                .filter(row -> !row.removed)
                .sorted(Comparator.comparing(row -> row.name))
                .forEach(row -> {
                    try {
                        JsonNode spec = JSON.readTree(row.document).path("spec");
                        switch (row.kind) {
                            case ROUTING -> spec.path("routes").forEach(route -> routes.add(route(route)));
                            case ROTATION -> rotations.put(row.name, rotation(row.name, spec));
                            case ESCALATION -> escalations.put(row.name, escalation(spec));
                            default -> throw new IllegalArgumentException("kind " + row.kind);
                        }
                    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException bad) {
                        broken.add(row.id + " version " + row.version + ": " + bad.getMessage());
                    }
                });
        return new Policies(new Routing(routes), rotations, Map.copyOf(escalations), List.copyOf(broken));
    }

    private static Route route(JsonNode route) {
        String channel = text(route, "channel").orElse(Destination.DEFAULT.channel());
        return new Route(
                text(route, "when"), new Destination(channel, text(route, "rotation"), text(route, "escalation")));
    }

    private static Rotation rotation(String name, JsonNode spec) {
        List<String> participants = new ArrayList<>();
        spec.path("participants").forEach(one -> participants.add(one.asText()));
        return new Rotation(
                name,
                ZoneId.of(text(spec, "timeZone").orElse("UTC")),
                LocalDate.parse(
                        text(spec, "start").orElseThrow(() -> new IllegalArgumentException("start is missing"))),
                LocalTime.parse(text(spec, "handOff").orElse("09:00")),
                Period.parse(text(spec, "length").orElse("P7D")),
                participants);
    }

    private static Escalation escalation(JsonNode spec) {
        Set<Priority> priorities = EnumSet.noneOf(Priority.class);
        spec.path("priorities").forEach(one -> priorities.add(Priority.valueOf(one.asText())));
        return new Escalation(
                priorities.isEmpty() ? Escalation.DEFAULT.priorities() : priorities,
                text(spec, "repeatAfter").map(Duration::parse).orElse(Escalation.DEFAULT.repeatAfter()),
                text(spec, "fallback"));
    }

    private static Optional<String> text(JsonNode node, String field) {
        String text = node.path(field).asText("");
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }
}
