package io.headwater.incident.incident;

import io.headwater.incident.incident.IncidentCommand.CommandMeta;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.OutcomeStatus;
import io.headwater.incident.outcome.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One incident and what is asked of it, a minute after another:
 *
 * <pre>{@code
 * Case night = Case.in(MITIGATED);
 * night.ask(meta -> new IncidentCommand.Resolve(meta, "reloaded"));
 * }</pre>
 */
public final class Case {
    public static final Actor ADA = Actor.person("ada", "slack");
    public static final Instant START = Instant.parse("2026-03-02T03:00:00Z");

    final List<IncidentEvent> events = new ArrayList<>();
    public Incident incident = Incident.none("shop", "inc-1");
    Instant now = START;

    private Case() {}

    /** An incident that does not exist. */
    public static Case none() {
        return new Case();
    }

    public static Case opened() {
        Case night = new Case();
        night.happens(meta -> new IncidentEvent.IncidentOpened(meta, false, Optional.empty(), ""));
        return night;
    }

    /** An incident that people brought into that state. */
    public static Case in(IncidentStatus status) {
        Case night = opened();
        switch (status) {
            case TRIGGERED -> {}
            case ACKNOWLEDGED -> night.ask(IncidentCommand.Acknowledge::new);
            case MITIGATED -> night.ask(meta -> new IncidentCommand.Mitigate(meta, "old data served"));
            case RESOLVED -> night.ask(meta -> new IncidentCommand.Resolve(meta, "reloaded"));
            case CLOSED -> night.ask(meta -> new IncidentCommand.Close(meta, "known"));
        }
        return night;
    }

    public Case happens(Function<EventMeta, IncidentEvent> event) {
        apply(event.apply(incident.next(now, "test", List.of())));
        return this;
    }

    /** What the incident says to the command; what was accepted happens. */
    Decision ask(Function<CommandMeta, IncidentCommand> command) {
        return ask(OptionalLong.empty(), command);
    }

    Decision ask(OptionalLong expectedVersion, Function<CommandMeta, IncidentCommand> command) {
        now = now.plusSeconds(60);
        CommandMeta meta = new CommandMeta("c-" + events.size(), incident.id(), ADA, now, expectedVersion);
        Decision decision = Decider.decide(incident, command.apply(meta), now);
        if (decision instanceof Decision.Accepted accepted) {
            accepted.events().forEach(this::apply);
        }
        return decision;
    }

    /** Why the command is refused. */
    String refusal(Function<CommandMeta, IncidentCommand> command) {
        return refusal(OptionalLong.empty(), command);
    }

    String refusal(OptionalLong expectedVersion, Function<CommandMeta, IncidentCommand> command) {
        return ask(expectedVersion, command) instanceof Decision.Rejected rejected
                ? rejected.reason()
                : "accepted, not refused";
    }

    private void apply(IncidentEvent event) {
        incident = incident.apply(event);
        events.add(event);
    }

    public static CheckOutcome outcome(String check, OutcomeStatus status, String run, Instant at) {
        return new CheckOutcome(
                new CheckId("dbt", check),
                check,
                CheckKind.DATA_TEST,
                List.of(),
                run,
                OptionalInt.empty(),
                status,
                Severity.UNKNOWN,
                at,
                at,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "d",
                new TreeMap<>());
    }
}
