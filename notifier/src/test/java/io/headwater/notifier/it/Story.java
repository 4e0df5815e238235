package io.headwater.notifier.it;

import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;
import io.headwater.schema.AssetType;
import io.headwater.schema.IncidentStatus;
import io.headwater.schema.Owner;
import io.headwater.schema.Priority;
import io.headwater.schema.incident.Acknowledged;
import io.headwater.schema.incident.AffectedDashboard;
import io.headwater.schema.incident.EventMeta;
import io.headwater.schema.incident.Headline;
import io.headwater.schema.incident.ImpactRevised;
import io.headwater.schema.incident.ImpactSummary;
import io.headwater.schema.incident.IncidentAnnounced;
import io.headwater.schema.incident.IncidentOpened;
import io.headwater.schema.incident.PriorityChanged;
import io.headwater.schema.incident.PriorityReason;
import io.headwater.schema.incident.Reopened;
import io.headwater.schema.incident.Resolved;
import io.headwater.topics.RecordDatums;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What happens to one incident, as genuine events with their headlines. */
final class Story {
    private static final Instant START = Instant.parse("2026-03-01T04:00:00Z");
    private static final Actor SYSTEM =
            Actor.newBuilder().setKind(ActorKind.SYSTEM).setVia("headwater").build();

    private final String workspace;
    private final String incident;
    private final Headline headline;
    private final List<SpecificRecord> events = new ArrayList<>();
    private long version;

    Story(String workspace, String incident) {
        this.workspace = workspace;
        this.incident = incident;
        this.headline = Headline.newBuilder()
                .setTitle("payments: not_null failed")
                .setStatus(IncidentStatus.TRIGGERED)
                .setPriority(Priority.P2)
                .setPriorityReasons(List.of(new PriorityReason("any-dashboard", "a dashboard shows broken data")))
                .setOpenedAt(START)
                .setBrokenSince(START.minusSeconds(3_600))
                .setRootCauses(List.of("table:shop.raw.payments"))
                .setRootCauseReason("Its own test failed and all else lies downstream.")
                .setAlertCount(3)
                .setCheckCount(2)
                .setFailingCheckCount(2)
                .setImpact(ImpactSummary.newBuilder()
                        .setAssetCount(12)
                        .setDashboardCount(1)
                        .setViewerCount(23)
                        .setDashboards(List.of(AffectedDashboard.newBuilder()
                                .setUrn("dashboard:looker:revenue")
                                .setName("Revenue")
                                .setType(AssetType.DASHBOARD)
                                .setTier(2)
                                .setUrl("https://bi.example.com/revenue")
                                .setOwners(List.of(
                                        Owner.newBuilder().setTeam("finance").build()))
                                .build()))
                        .build())
                .build();
    }

    /** The events since the last call, in order. */
    List<SpecificRecord> take() {
        List<SpecificRecord> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    /** From the start, where nothing happened yet; else it changes. */
    Story priority(Priority priority) {
        Priority before = headline.getPriority();
        headline.setPriority(priority);
        return version == 0
                ? this
                : add(PriorityChanged.newBuilder()
                        .setMeta(meta())
                        .setBefore(before)
                        .setPriority(priority)
                        .build());
    }

    Story opened() {
        return add(IncidentOpened.newBuilder().setMeta(meta()).build());
    }

    Story late() {
        headline.setLate(true);
        return this;
    }

    Story announced() {
        headline.setAnnouncedAt(START.plusSeconds(30));
        return add(IncidentAnnounced.newBuilder().setMeta(meta()).build());
    }

    Story titled(String title) {
        headline.setTitle(title);
        return add(ImpactRevised.newBuilder()
                .setMeta(meta())
                .setRevision(1)
                .setBrokenFrom(START)
                .setImpact(headline.getImpact())
                .build());
    }

    Story acknowledgedBy(String person) {
        Actor by = Actor.newBuilder()
                .setKind(ActorKind.PERSON)
                .setPerson(person)
                .setVia("console")
                .build();
        headline.setStatus(IncidentStatus.ACKNOWLEDGED);
        headline.setAcknowledgedBy(by);
        return add(Acknowledged.newBuilder().setMeta(meta()).setBy(by).build());
    }

    Story resolved() {
        headline.setStatus(IncidentStatus.RESOLVED);
        headline.setResolvedAt(START.plusSeconds(3_900));
        headline.setResolvedBy(SYSTEM);
        return add(Resolved.newBuilder()
                .setMeta(meta())
                .setBy(SYSTEM)
                .setReason("every check passes")
                .setAutomatic(true)
                .build());
    }

    Story reopened() {
        headline.setStatus(IncidentStatus.TRIGGERED);
        headline.setResolvedAt(null);
        headline.setResolvedBy(null);
        return add(Reopened.newBuilder()
                .setMeta(meta())
                .setBy(SYSTEM)
                .setReason("the same cause broke again")
                .build());
    }

    private Story add(SpecificRecord event) {
        events.add(event);
        return this;
    }

    private EventMeta meta() {
        version++;
        return EventMeta.newBuilder()
                .setWorkspace(workspace)
                .setIncident(incident)
                .setVersion(version)
                .setEventId(incident + "-" + version)
                .setAt(START.plusSeconds(30 + version))
                .setCause("test")
                .setHeadline(RecordDatums.copyOf(headline))
                .build();
    }
}
