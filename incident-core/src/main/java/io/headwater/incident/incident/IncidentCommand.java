package io.headwater.incident.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What people and systems ask of an incident; one to one with the contract's commands. */
public sealed interface IncidentCommand {
    CommandMeta meta();

    /**
     * What every command carries.
     *
     * @param incident empty where a person declares one without naming its id
     * @param expectedVersion refused where the incident has moved on
     */
    record CommandMeta(String commandId, String incident, Actor by, Instant at, OptionalLong expectedVersion) {}

    record Acknowledge(CommandMeta meta) implements IncidentCommand {}

    record Assign(CommandMeta meta, String assignee) implements IncidentCommand {}

    record AddNote(CommandMeta meta, String noteId, String text) implements IncidentCommand {}

    record RedactNote(CommandMeta meta, String noteId, String reason) implements IncidentCommand {}

    record SetPriority(CommandMeta meta, Priority priority, String reason) implements IncidentCommand {}

    record Snooze(CommandMeta meta, Instant until, String reason) implements IncidentCommand {}

    record Mitigate(CommandMeta meta, String reason) implements IncidentCommand {}

    record Resolve(CommandMeta meta, String reason) implements IncidentCommand {}

    record Close(CommandMeta meta, String reason) implements IncidentCommand {}

    record Reopen(CommandMeta meta, String reason) implements IncidentCommand {}

    /** The incident is merged into {@code into}. */
    record Merge(CommandMeta meta, String into, String reason) implements IncidentCommand {}

    /** The named checks ({@code source/check}) leave for an incident of their own. */
    record Split(CommandMeta meta, List<String> checks, String reason) implements IncidentCommand {}

    record Declare(CommandMeta meta, String title, List<String> assets, Priority priority, String description)
            implements IncidentCommand {}

    record Link(CommandMeta meta, String system, String key, String url, Optional<String> status)
            implements IncidentCommand {}
}
