package io.headwater.incident.backtest;

import io.headwater.incident.incident.Actor;
import io.headwater.incident.incident.AlertRole;
import io.headwater.incident.incident.EventMeta;
import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.ImpactSummary;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.incident.PriorityReason;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.OutcomeStatus;
import io.headwater.incident.outcome.Severity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** One side of a comparison in a few words: {@code new Told().opened("a", 0).fails("a", "c1", 1)}; times in minutes. */
final class Told {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    final Tales tales = new Tales();
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Priority> priorities = new HashMap<>();
    private final Map<String, List<String>> causes = new HashMap<>();
    private final Map<String, String> merged = new HashMap<>();
    private final Map<String, Integer> alerts = new HashMap<>();

    Told opened(String incident, int minute) {
        return hear(new IncidentEvent.IncidentOpened(meta(incident, minute), false, Optional.empty(), ""));
    }

    Told fails(String incident, String check, int minute) {
        return fails(incident, check, "run", minute);
    }

    Told fails(String incident, String check, String run, int minute) {
        alerts.merge(incident, 1, Integer::sum);
        return hear(new IncidentEvent.AlertAttached(
                meta(incident, minute),
                outcome(check, run, minute),
                List.of(),
                AlertRole.values()[0],
                Optional.empty(),
                0));
    }

    Told breaksAgain(String incident, String check, String run, int minute) {
        return hear(new IncidentEvent.CheckBrokeAgain(
                meta(incident, minute), outcome(check, run, minute), Optional.empty()));
    }

    Told clears(String incident, String check, int minute) {
        return hear(new IncidentEvent.CheckCleared(
                meta(incident, minute), new CheckId("dbt", check), "run", at(minute), "passed"));
    }

    Told skipped(String incident, String check, int minute) {
        CheckOutcome outcome = outcome(check, "run", OutcomeStatus.SKIPPED, minute);
        return hear(new IncidentEvent.AlertAttached(
                meta(incident, minute), outcome, List.of(), AlertRole.values()[0], Optional.empty(), 0));
    }

    Told failsAfterAll(String incident, String check, int minute) {
        return hear(new IncidentEvent.AlertRepeated(meta(incident, minute), outcome(check, "run", minute), true));
    }

    Told announced(String incident, int minute) {
        return hear(new IncidentEvent.IncidentAnnounced(meta(incident, minute)));
    }

    Told priority(String incident, Priority priority, String rule, int minute) {
        priorities.put(incident, priority);
        return hear(new IncidentEvent.PriorityChanged(
                meta(incident, minute),
                Priority.UNKNOWN,
                priority,
                List.of(new PriorityReason(rule, "3 dashboards")),
                Optional.empty()));
    }

    Told caused(String incident, String urn, int minute) {
        causes.put(incident, List.of(urn));
        return hear(new IncidentEvent.RootCauseEstimated(
                meta(incident, minute), List.of(urn), false, "", List.of(), Optional.empty()));
    }

    Told merged(String from, String into, int minute) {
        merged.put(from, into);
        return hear(new IncidentEvent.MergedInto(meta(from, minute), into, "one cause", Optional.empty()));
    }

    Told split(String from, String to, String check, int minute) {
        return hear(new IncidentEvent.SplitOff(
                meta(from, minute), Actor.person("ada", "api"), to, List.of("dbt/" + check), "another"));
    }

    private Told hear(IncidentEvent event) {
        tales.hear(
                event,
                event.isBulk()
                        ? Optional.empty()
                        : Optional.of(headline(event.meta().incident())));
        return this;
    }

    private EventMeta meta(String incident, int minute) {
        return new EventMeta("shop", incident, versions.merge(incident, 1L, Long::sum), at(minute), "cause", List.of());
    }

    static Instant at(int minute) {
        return START.plusSeconds(60L * minute);
    }

    private Headline headline(String incident) {
        return new Headline(
                "Trouble " + incident,
                IncidentStatus.values()[1],
                priorities.getOrDefault(incident, Priority.UNKNOWN),
                List.of(),
                START,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                causes.getOrDefault(incident, List.of()),
                false,
                "it explains 2 of 2",
                alerts.getOrDefault(incident, 0),
                1,
                1,
                ImpactSummary.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.ofNullable(merged.get(incident)),
                false,
                false,
                Optional.empty());
    }

    static CheckOutcome outcome(String check, String run, int minute) {
        return outcome(check, run, OutcomeStatus.FAILED, minute);
    }

    private static CheckOutcome outcome(String check, String run, OutcomeStatus status, int minute) {
        return new CheckOutcome(
                new CheckId("dbt", check),
                check,
                CheckKind.MONITOR,
                List.of(new io.headwater.incident.outcome.SubjectRef(
                        Optional.of("table:" + check), List.of(), List.of(), List.of())),
                run,
                OptionalInt.empty(),
                status,
                Severity.UNKNOWN,
                at(minute),
                at(minute),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "delivery",
                new TreeMap<>());
    }
}
