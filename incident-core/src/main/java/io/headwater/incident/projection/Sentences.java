package io.headwater.incident.projection;

import io.headwater.identity.AssetUrn;
import io.headwater.schema.Actor;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.incident.Acknowledged;
import io.headwater.schema.incident.AlertAttached;
import io.headwater.schema.incident.AlertRepeated;
import io.headwater.schema.incident.Assigned;
import io.headwater.schema.incident.CheckBrokeAgain;
import io.headwater.schema.incident.CheckCleared;
import io.headwater.schema.incident.CloseProposed;
import io.headwater.schema.incident.Closed;
import io.headwater.schema.incident.FlappingEnded;
import io.headwater.schema.incident.FlappingStarted;
import io.headwater.schema.incident.ImpactPart;
import io.headwater.schema.incident.ImpactRevised;
import io.headwater.schema.incident.ImpactSummary;
import io.headwater.schema.incident.IncidentAnnounced;
import io.headwater.schema.incident.IncidentOpened;
import io.headwater.schema.incident.Linked;
import io.headwater.schema.incident.MergedFrom;
import io.headwater.schema.incident.MergedInto;
import io.headwater.schema.incident.Mitigated;
import io.headwater.schema.incident.NoteAdded;
import io.headwater.schema.incident.NoteRedacted;
import io.headwater.schema.incident.PriorityChanged;
import io.headwater.schema.incident.Reopened;
import io.headwater.schema.incident.Resolved;
import io.headwater.schema.incident.RootCauseEstimated;
import io.headwater.schema.incident.SnoozeEnded;
import io.headwater.schema.incident.Snoozed;
import io.headwater.schema.incident.SplitFrom;
import io.headwater.schema.incident.SplitOff;
import io.headwater.schema.incident.SymptomShared;
import io.headwater.schema.incident.WindowClosed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * What an event says to people, in a sentence. `@{hash}` stands where a person's name belongs; names are put in when
 * the sentence is read, so that an erased person is gone from old sentences too.
 */
final class Sentences {
    private static final Map<Class<?>, Function<SpecificRecord, String>> BY_TYPE = new HashMap<>();

    static {
        say(IncidentOpened.class, e -> opened(e));
        say(AlertAttached.class, e -> attached(e));
        say(AlertRepeated.class, e -> outcome(e.getOutcome()) + " again");
        say(CheckCleared.class, e -> e.getCheck() + " is clear: " + e.getReason());
        say(CheckBrokeAgain.class, e -> outcome(e.getOutcome()) + " after it was clear");
        say(RootCauseEstimated.class, e -> rootCause(e));
        say(ImpactRevised.class, e -> "Impact: " + impact(e.getImpact()));
        say(ImpactPart.class, e -> "Impact in detail, part " + e.getPart() + " of revision " + e.getRevision());
        say(PriorityChanged.class, e -> priority(e));
        say(IncidentAnnounced.class, e -> "Announced");
        say(Acknowledged.class, e -> "Acknowledged by " + who(e.getBy()));
        say(Assigned.class, e -> "Assigned to @{" + e.getAssignee() + "} by " + who(e.getBy()));
        say(NoteAdded.class, e -> who(e.getBy()) + " noted: " + e.getText());
        say(NoteRedacted.class, e -> who(e.getBy()) + " redacted a note" + because(e.getReason()));
        say(Snoozed.class, e -> "Snoozed until " + e.getUntil() + " by " + who(e.getBy()) + because(e.getReason()));
        say(SnoozeEnded.class, e -> "Snooze ended");
        say(Mitigated.class, e -> "Mitigated by " + who(e.getBy()) + because(e.getReason()));
        say(Resolved.class, e -> resolved(e));
        say(CloseProposed.class, e -> "Closing proposed" + because(e.getReason()));
        say(Closed.class, e -> "Closed by " + who(e.getBy()) + because(e.getReason()));
        say(Reopened.class, e -> "Reopened by " + who(e.getBy()) + because(e.getReason()));
        say(MergedFrom.class, e -> e.getFrom() + " was merged into this incident" + by(e.getBy(), e.getReason()));
        say(MergedInto.class, e -> "Merged into " + e.getInto() + by(e.getBy(), e.getReason()));
        say(
                SplitOff.class,
                e -> count(e.getChecks().size(), "check") + " left for " + e.getTo() + ", split off by "
                        + who(e.getBy()) + because(e.getReason()));
        say(SplitFrom.class, e -> "Split from " + e.getFrom() + " by " + who(e.getBy()) + because(e.getReason()));
        say(FlappingStarted.class, e -> e.getCheck() + " is flapping: " + e.getTransitions() + " changes");
        say(FlappingEnded.class, e -> e.getCheck() + " no longer flaps");
        say(SymptomShared.class, e -> e.getCheck() + " is shared with " + e.getWith() + because(e.getReason()));
        say(Linked.class, e -> linked(e));
        say(WindowClosed.class, e -> "Nothing failed for long: only repeats join from here on");
    }

    private Sentences() {}

    /** Empty for an event type that is not known here. */
    static Optional<String> of(SpecificRecord event) {
        return Optional.ofNullable(BY_TYPE.get(event.getClass())).map(say -> say.apply(event));
    }

    /** The full names of the event types that are known here. */
    static boolean knows(String eventType) {
        return BY_TYPE.keySet().stream().anyMatch(type -> type.getName().equals(eventType));
    }

    private static <E extends SpecificRecord> void say(Class<E> type, Function<E, String> sentence) {
        BY_TYPE.put(type, event -> sentence.apply(type.cast(event)));
    }

    private static String opened(IncidentOpened event) {
        String opened = event.getDeclaredBy() == null ? "Opened" : "Declared by " + who(event.getDeclaredBy());
        String late = event.getLate() ? ", late: what it is about was over a day old when it arrived" : "";
        return opened + late + because(event.getDescription());
    }

    private static String outcome(CheckOutcome outcome) {
        String name = outcome.getCheckName().isEmpty() ? outcome.getCheck() : outcome.getCheckName();
        return name + " " + word(outcome.getStatus()) + because(outcome.getMessage());
    }

    /** The role is the one it had then; of what comes by merge or split, the one it had where it comes from. */
    private static String attached(AlertAttached event) {
        String how = event.getFirstFailedAt() == null ? ", a " : ", brought along as a ";
        return outcome(event.getOutcome()) + how + word(event.getRole());
    }

    private static String rootCause(RootCauseEstimated event) {
        String places = shortNames(event.getRootCauses());
        String verb = event.getSuspected() ? "Suspected root cause: " : "Root cause: ";
        return verb + (places.isEmpty() ? "none yet" : places) + because(event.getReason());
    }

    private static String impact(ImpactSummary impact) {
        return count(impact.getAssetCount(), "asset") + ", " + count(impact.getDashboardCount(), "dashboard") + ", "
                + count(impact.getViewerCount(), "viewer");
    }

    private static String priority(PriorityChanged event) {
        String reasons = event.getReasons().stream()
                .map(reason -> reason.getRule() + " (" + reason.getFacts() + ")")
                .collect(Collectors.joining("; "));
        return "Priority " + event.getPriority() + by(event.getBy(), reasons);
    }

    private static String resolved(Resolved event) {
        return (event.getAutomatic() ? "Resolved by itself" : "Resolved by " + who(event.getBy()))
                + because(event.getReason());
    }

    private static String linked(Linked event) {
        String status = event.getStatus() == null || event.getStatus().isBlank() ? "" : " (" + event.getStatus() + ")";
        return "Linked to " + event.getSystem() + " " + event.getKey() + status + by(event.getBy(), "");
    }

    private static String by(Actor actor, String reason) {
        return (actor == null ? "" : " by " + who(actor)) + because(reason);
    }

    private static String who(Actor actor) {
        if (actor.getPerson() != null) {
            return "@{" + actor.getPerson() + "}";
        }
        return actor.getVia().isEmpty() ? "Headwater" : actor.getVia();
    }

    private static String because(String reason) {
        return reason == null || reason.isBlank() ? "" : ": " + reason.strip();
    }

    private static String shortNames(List<String> urns) {
        return urns.stream().map(AssetUrn::shortName).collect(Collectors.joining(", "));
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private static String word(Enum<?> symbol) {
        return symbol.name().toLowerCase(java.util.Locale.ROOT);
    }
}
