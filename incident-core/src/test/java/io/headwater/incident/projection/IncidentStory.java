package io.headwater.incident.projection;

import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;
import io.headwater.schema.CheckKind;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.IncidentStatus;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.Priority;
import io.headwater.schema.incident.Acknowledged;
import io.headwater.schema.incident.AlertAttached;
import io.headwater.schema.incident.AlertRepeated;
import io.headwater.schema.incident.AlertRole;
import io.headwater.schema.incident.Candidate;
import io.headwater.schema.incident.CheckCleared;
import io.headwater.schema.incident.EventMeta;
import io.headwater.schema.incident.Headline;
import io.headwater.schema.incident.ImpactRevised;
import io.headwater.schema.incident.ImpactSummary;
import io.headwater.schema.incident.IncidentOpened;
import io.headwater.schema.incident.MergedFrom;
import io.headwater.schema.incident.MergedInto;
import io.headwater.schema.incident.NoteAdded;
import io.headwater.schema.incident.NoteRedacted;
import io.headwater.schema.incident.PriorityReason;
import io.headwater.schema.incident.Resolved;
import io.headwater.schema.incident.RootCauseEstimated;
import io.headwater.schema.incident.SplitFrom;
import io.headwater.schema.incident.SplitOff;
import io.headwater.topics.RecordDatums;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** A little language for what happens to one incident, as genuine events with their headlines. */
public final class IncidentStory {
    public static final Instant START = Instant.parse("2026-03-01T04:00:00Z");
    public static final String RAW_PAYMENTS = "table:shop.raw.payments";
    public static final String ORDERS = "table:shop.core.orders";
    static final String REVENUE = "dashboard:looker:revenue";

    private static final String SOMEBODY = "50e0".repeat(8);

    private final String workspace;
    private final String id;
    private final Headline headline;
    private final List<SpecificRecord> events = new ArrayList<>();
    private long version;
    private String asset = RAW_PAYMENTS;
    private OutcomeStatus status = OutcomeStatus.FAILED;

    public IncidentStory(String workspace, String id) {
        this.workspace = workspace;
        this.id = id;
        this.headline = Headline.newBuilder()
                .setTitle("raw.payments is broken")
                .setStatus(IncidentStatus.TRIGGERED)
                .setPriority(Priority.P2)
                .setOpenedAt(START)
                .setImpact(ImpactSummary.newBuilder().build())
                .build();
    }

    /** The events so far, in order. */
    public List<SpecificRecord> events() {
        return List.copyOf(events);
    }

    public String id() {
        return id;
    }

    String workspace() {
        return workspace;
    }

    public long version() {
        return version;
    }

    public IncidentStory opened() {
        return add(IncidentOpened.newBuilder().setMeta(headed()).build());
    }

    public IncidentStory titled(String title, Instant openedAt, Priority priority) {
        headline.setTitle(title);
        headline.setOpenedAt(openedAt);
        headline.setPriority(priority);
        headline.setPriorityReasons(List.of(new PriorityReason("tier-1-dashboard", "revenue is of tier 1")));
        return opened();
    }

    /** What is attached from here on watches that asset. */
    public IncidentStory on(String urn) {
        asset = urn;
        return this;
    }

    /** What checks say from here on. */
    IncidentStory saying(OutcomeStatus outcome) {
        status = outcome;
        return this;
    }

    public IncidentStory attached(String check, String run, AlertRole role) {
        headline.setAlertCount(headline.getAlertCount() + 1);
        return add(AlertAttached.newBuilder()
                .setMeta(bare())
                .setOutcome(outcome(check, run))
                .setAssets(List.of(asset))
                .setRole(role)
                .build());
    }

    public IncidentStory repeated(String check, String run) {
        headline.setAlertCount(headline.getAlertCount() + 1);
        return add(AlertRepeated.newBuilder()
                .setMeta(bare())
                .setOutcome(outcome(check, run))
                .build());
    }

    public IncidentStory cleared(String check) {
        return add(CheckCleared.newBuilder()
                .setMeta(bare())
                .setSource("dbt")
                .setCheck(check)
                .setClearedAt(START.plusSeconds(600))
                .setReason("it passed")
                .build());
    }

    public IncidentStory rootCause() {
        return rootCause(RAW_PAYMENTS);
    }

    public IncidentStory rootCause(String urn) {
        headline.setRootCauses(List.of(urn));
        headline.setRootCauseReason("it explains all that fails");
        return add(RootCauseEstimated.newBuilder()
                .setMeta(headed())
                .setRootCauses(headline.getRootCauses())
                .setReason(headline.getRootCauseReason())
                .setCandidates(List.of(Candidate.newBuilder()
                        .setUrn(urn)
                        .setCostMicroNats(1_500_000)
                        .setExplains(3)
                        .setOf(3)
                        .setReasons(List.of("its own test failed"))
                        .build()))
                .build());
    }

    public IncidentStory impact(int revision, String owner, String viewer, int assets) {
        headline.setImpact(StoryImpact.summary(revision, owner, assets));
        add(ImpactRevised.newBuilder()
                .setMeta(headed())
                .setRevision(revision)
                .setParts(1)
                .setBrokenFrom(START)
                .setImpact(headline.getImpact())
                .build());
        return add(StoryImpact.part(headed(), revision, viewer, assets));
    }

    public IncidentStory acknowledged(String person) {
        headline.setStatus(IncidentStatus.ACKNOWLEDGED);
        headline.setAcknowledgedAt(START.plusSeconds(120));
        headline.setAcknowledgedBy(by(person));
        headline.setAssignee(person);
        return add(Acknowledged.newBuilder().setMeta(headed()).setBy(by(person)).build());
    }

    public IncidentStory noted(String person, String noteId, String text) {
        return add(NoteAdded.newBuilder()
                .setMeta(headed())
                .setBy(by(person))
                .setNoteId(noteId)
                .setText(text)
                .build());
    }

    IncidentStory redacted(String person, String noteId) {
        return add(NoteRedacted.newBuilder()
                .setMeta(headed())
                .setBy(by(person))
                .setNoteId(noteId)
                .build());
    }

    public IncidentStory resolvedBy(String person, String reason) {
        headline.setStatus(IncidentStatus.RESOLVED);
        headline.setResolvedAt(headline.getOpenedAt().plusSeconds(900));
        headline.setResolvedBy(by(person));
        return add(Resolved.newBuilder()
                .setMeta(headed())
                .setBy(by(person))
                .setReason(reason)
                .build());
    }

    IncidentStory resolved() {
        headline.setStatus(IncidentStatus.RESOLVED);
        headline.setResolvedAt(START.plusSeconds(900));
        return add(Resolved.newBuilder()
                .setMeta(headed())
                .setBy(Actor.newBuilder()
                        .setKind(ActorKind.SYSTEM)
                        .setVia("headwater")
                        .build())
                .setAutomatic(true)
                .build());
    }

    IncidentStory mergedInto(String survivor) {
        headline.setMergedInto(survivor);
        return add(MergedInto.newBuilder()
                .setMeta(headed())
                .setInto(survivor)
                .setReason("one cause")
                .build());
    }

    IncidentStory mergedFrom(String younger) {
        headline.setMergedFrom(List.of(younger));
        return add(MergedFrom.newBuilder().setMeta(headed()).setFrom(younger).build());
    }

    IncidentStory splitFrom(String whole, String... checks) {
        return add(SplitFrom.newBuilder()
                .setMeta(headed())
                .setBy(by(SOMEBODY))
                .setFrom(whole)
                .setChecks(List.of(checks))
                .build());
    }

    IncidentStory splitOff(String part, String... checks) {
        return add(SplitOff.newBuilder()
                .setMeta(headed())
                .setBy(by(SOMEBODY))
                .setTo(part)
                .setChecks(List.of(checks))
                .build());
    }

    /** The next event is of that version, and that many seconds after the start. */
    IncidentStory then(long nextVersion) {
        version = nextVersion - 1;
        return this;
    }

    private static Actor by(String person) {
        return Actor.newBuilder()
                .setKind(ActorKind.PERSON)
                .setPerson(person)
                .setVia("console")
                .build();
    }

    private CheckOutcome outcome(String check, String run) {
        return CheckOutcome.newBuilder()
                .setWorkspace(workspace)
                .setSource("dbt")
                .setCheck(check)
                .setCheckKind(CheckKind.DATA_TEST)
                .setRun(run)
                .setStatus(status)
                .setSeverity(io.headwater.schema.Severity.MEDIUM)
                .setOccurredAt(START.plusSeconds(version))
                .setReceivedAt(START.plusSeconds(version + 1))
                .setMessage("3 rows are null")
                .setFailedRows(3L)
                .build();
    }

    private IncidentStory add(SpecificRecord event) {
        events.add(event);
        return this;
    }

    /** Of an event that carries the incident as it stands after it. */
    private EventMeta headed() {
        EventMeta meta = bare();
        meta.setHeadline(RecordDatums.copyOf(headline));
        return meta;
    }

    private EventMeta bare() {
        version++;
        return EventMeta.newBuilder()
                .setWorkspace(workspace)
                .setIncident(id)
                .setVersion(version)
                .setEventId(id + "-" + version)
                .setAt(START.plusSeconds(version))
                .setCause("test")
                .build();
    }
}
