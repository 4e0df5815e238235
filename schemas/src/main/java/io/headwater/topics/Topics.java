package io.headwater.topics;

import static io.headwater.topics.Topic.Cleanup.COMPACT;
import static io.headwater.topics.Topic.Cleanup.DELETE;
import static io.headwater.topics.Topic.Cleanup.FORGET;
import static io.headwater.topics.Topic.Cleanup.NEVER;

import io.headwater.schema.Asset;
import io.headwater.schema.AssetStatus;
import io.headwater.schema.AssetView;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.CheckpointPart;
import io.headwater.schema.CheckpointTaken;
import io.headwater.schema.DeadLetter;
import io.headwater.schema.Decision;
import io.headwater.schema.Notification;
import io.headwater.schema.OrderEntry;
import io.headwater.schema.Person;
import io.headwater.schema.Policy;
import io.headwater.schema.RawPayload;
import io.headwater.schema.TicketLink;
import io.headwater.schema.command.AddNote;
import io.headwater.schema.command.Assign;
import io.headwater.schema.command.Close;
import io.headwater.schema.command.Declare;
import io.headwater.schema.command.Link;
import io.headwater.schema.command.Merge;
import io.headwater.schema.command.Mitigate;
import io.headwater.schema.command.RedactNote;
import io.headwater.schema.command.Reopen;
import io.headwater.schema.command.Resolve;
import io.headwater.schema.command.SetPriority;
import io.headwater.schema.command.Snooze;
import io.headwater.schema.command.Split;
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
import io.headwater.schema.incident.IncidentAnnounced;
import io.headwater.schema.incident.IncidentOpened;
import io.headwater.schema.incident.IncidentSnapshot;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** The catalogue: every topic of Headwater (design, section 4). */
public final class Topics {
    /** All topics have the same number of partitions, so that one task meets all that concerns a workspace. */
    public static final int PARTITIONS = 12;

    private static final Optional<Duration> FOR_EVER = Optional.empty();

    public static final Topic RAW = new Topic(
            "headwater.raw.v1",
            "delivery id",
            DELETE,
            days(30),
            List.of(RawPayload.SCHEMA$),
            "every accepted payload as it came, compressed, in parts where large");

    public static final Topic ALERTS = new Topic(
            "headwater.alerts.v1",
            "check",
            DELETE,
            days(400),
            List.of(CheckOutcome.SCHEMA$),
            "normalised check outcomes; outside producers may write here");

    public static final Topic DEAD_LETTER = new Topic(
            "headwater.dead-letter.v1",
            "delivery id",
            DELETE,
            days(90),
            List.of(DeadLetter.SCHEMA$),
            "what could not be normalised or processed, with the reason and how to re-drive it");

    public static final Topic ASSETS = new Topic(
            "headwater.assets.v1",
            "asset URN",
            COMPACT,
            days(400),
            List.of(Asset.SCHEMA$),
            "assets with aliases, checks, upstreams, owners");

    public static final Topic VIEWS = new Topic(
            "headwater.views.v1",
            "asset URN",
            DELETE,
            days(400),
            List.of(AssetView.SCHEMA$),
            "who (hashed) viewed which asset when");

    public static final Topic POLICIES = new Topic(
            "headwater.policies.v1",
            "kind/name/version",
            COMPACT,
            FOR_EVER,
            List.of(Policy.SCHEMA$),
            "policies as applied, every version kept");

    public static final Topic COMMANDS = new Topic(
            "headwater.commands.v1",
            "incident id",
            DELETE,
            days(400),
            List.of(
                    io.headwater.schema.command.Acknowledge.SCHEMA$,
                    Assign.SCHEMA$,
                    AddNote.SCHEMA$,
                    RedactNote.SCHEMA$,
                    SetPriority.SCHEMA$,
                    Snooze.SCHEMA$,
                    Mitigate.SCHEMA$,
                    Resolve.SCHEMA$,
                    Close.SCHEMA$,
                    Reopen.SCHEMA$,
                    Merge.SCHEMA$,
                    Split.SCHEMA$,
                    Declare.SCHEMA$,
                    Link.SCHEMA$),
            "what people and systems ask");

    public static final Topic INCIDENT_EVENTS = new Topic(
            "headwater.incident-events.v1",
            "incident id",
            NEVER,
            FOR_EVER,
            List.of(
                    IncidentOpened.SCHEMA$,
                    AlertAttached.SCHEMA$,
                    AlertRepeated.SCHEMA$,
                    CheckCleared.SCHEMA$,
                    CheckBrokeAgain.SCHEMA$,
                    RootCauseEstimated.SCHEMA$,
                    ImpactRevised.SCHEMA$,
                    ImpactPart.SCHEMA$,
                    PriorityChanged.SCHEMA$,
                    IncidentAnnounced.SCHEMA$,
                    Acknowledged.SCHEMA$,
                    Assigned.SCHEMA$,
                    NoteAdded.SCHEMA$,
                    NoteRedacted.SCHEMA$,
                    Snoozed.SCHEMA$,
                    SnoozeEnded.SCHEMA$,
                    Mitigated.SCHEMA$,
                    Resolved.SCHEMA$,
                    CloseProposed.SCHEMA$,
                    Closed.SCHEMA$,
                    Reopened.SCHEMA$,
                    MergedFrom.SCHEMA$,
                    MergedInto.SCHEMA$,
                    SplitOff.SCHEMA$,
                    SplitFrom.SCHEMA$,
                    FlappingStarted.SCHEMA$,
                    FlappingEnded.SCHEMA$,
                    SymptomShared.SCHEMA$,
                    Linked.SCHEMA$,
                    WindowClosed.SCHEMA$),
            "the truth: every fact about every incident, in order");

    public static final Topic INCIDENTS = new Topic(
            "headwater.incidents.v1",
            "incident id",
            COMPACT,
            FOR_EVER,
            List.of(IncidentSnapshot.SCHEMA$),
            "current snapshot for subscribers that want state");

    public static final Topic ASSET_STATUS = new Topic(
            "headwater.asset-status.v1",
            "asset URN",
            COMPACT,
            FOR_EVER,
            List.of(AssetStatus.SCHEMA$),
            "up, degraded or down, since when, by which incident");

    public static final Topic NOTIFICATIONS = new Topic(
            "headwater.notifications.v1",
            "incident id",
            DELETE,
            days(400),
            List.of(Notification.SCHEMA$),
            "what was sent to whom, delivered, failed, suppressed and why");

    public static final Topic TICKETS = new Topic(
            "headwater.tickets.v1",
            "incident id",
            DELETE,
            days(400),
            List.of(TicketLink.SCHEMA$),
            "tickets and documents linked to incidents");

    public static final Topic DECISIONS = new Topic(
            "headwater.decisions.v1",
            "command id, check or silence",
            DELETE,
            days(400),
            List.of(Decision.SCHEMA$),
            "commands accepted or rejected, outcomes suppressed, late or history only, and why; what a silence hid");

    public static final Topic PEOPLE = new Topic(
            "headwater.people.v1",
            "person's hash",
            FORGET,
            FOR_EVER,
            List.of(Person.SCHEMA$),
            "the name behind a hash; its tombstone is the erasure");

    public static final Topic ORDER = new Topic(
            "headwater.order.v1",
            "task",
            DELETE,
            days(400),
            List.of(OrderEntry.SCHEMA$),
            "what each task consumed, in its order");

    public static final Topic CHECKPOINTS = new Topic(
            "headwater.checkpoints.v1",
            "task",
            DELETE,
            days(400),
            List.of(CheckpointPart.SCHEMA$, CheckpointTaken.SCHEMA$),
            "what each task kept, every so often, for replays to begin from");

    private static final List<Topic> ALL = List.of(
            RAW,
            ALERTS,
            DEAD_LETTER,
            ASSETS,
            VIEWS,
            POLICIES,
            COMMANDS,
            INCIDENT_EVENTS,
            INCIDENTS,
            ASSET_STATUS,
            NOTIFICATIONS,
            TICKETS,
            DECISIONS,
            PEOPLE,
            ORDER,
            CHECKPOINTS);

    private Topics() {}

    /** Every topic, in the design's order. */
    public static List<Topic> all() {
        return ALL;
    }

    /** Registry artifact of a record type on a topic: group = the record's namespace, id = `topic-Name`, as the serde asks for it. */
    public static String artifactId(Topic topic, Schema schema) {
        return topic.name() + "-" + schema.getName();
    }

    private static Optional<Duration> days(int n) {
        return Optional.of(Duration.ofDays(n));
    }
}
