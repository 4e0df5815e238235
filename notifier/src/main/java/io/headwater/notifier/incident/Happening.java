package io.headwater.notifier.incident;

import java.time.Instant;

/** What an event of an incident said. What is of no interest for telling people is {@link Other}. */
public sealed interface Happening {
    /** group-wait is over: people may be told. */
    record Announced() implements Happening {}

    record Opened(boolean declared) implements Happening {}

    record Acknowledged(Actor by) implements Happening {}

    record Assigned(Actor by, String assignee) implements Happening {}

    /** The note's text stays behind: it can be redacted there, not in Slack. */
    record NoteAdded(Actor by) implements Happening {}

    record Snoozed(Actor by, Instant until, String reason) implements Happening {}

    record SnoozeEnded() implements Happening {}

    record Mitigated(Actor by, String reason) implements Happening {}

    record Resolved(Actor by, String reason, boolean automatic) implements Happening {}

    record CloseProposed(String reason) implements Happening {}

    record Closed(Actor by, String reason) implements Happening {}

    record Reopened(Actor by, String reason) implements Happening {}

    record PriorityChanged(Priority before) implements Happening {}

    record RootCauseEstimated() implements Happening {}

    record MergedFrom(String from, String reason) implements Happening {}

    record MergedInto(String into, String reason) implements Happening {}

    record SplitOff(Actor by, String to, int checks) implements Happening {}

    record FlappingStarted(String check, int transitions) implements Happening {}

    record Linked(String system, String key, String url) implements Happening {}

    /** Anything else: the message may change, nothing is said. */
    record Other() implements Happening {}
}
