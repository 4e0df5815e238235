package io.headwater.ticketing.it;

import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;
import io.headwater.schema.IncidentStatus;
import io.headwater.schema.Owner;
import io.headwater.schema.Priority;
import io.headwater.schema.incident.AffectedDashboard;
import io.headwater.schema.incident.EventMeta;
import io.headwater.schema.incident.Headline;
import io.headwater.schema.incident.ImpactRevised;
import io.headwater.schema.incident.ImpactSummary;
import io.headwater.schema.incident.IncidentAnnounced;
import io.headwater.schema.incident.IncidentOpened;
import io.headwater.schema.incident.MergedFrom;
import io.headwater.schema.incident.MergedInto;
import io.headwater.schema.incident.PriorityChanged;
import io.headwater.schema.incident.PriorityReason;
import io.headwater.schema.incident.Reopened;
import io.headwater.schema.incident.Resolved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What happens to one incident, as genuine events with their headlines. */
public final class Story {
    static final Instant START = Instant.parse("2026-03-01T04:00:00Z");
    static final String ADA = "ada0".repeat(8);

    private final String workspace;
    private final String incident;
    private final Headline headline;
    private final List<SpecificRecord> events = new ArrayList<>();
    private long version;

    Story(String workspace, String incident) {
        this.workspace = workspace;
        this.incident = incident;
        this.headline = Headline.newBuilder()
                .setTitle("payments: not_null failed, 36 more checks, 1 dashboard affected")
                .setStatus(IncidentStatus.TRIGGERED)
                .setPriority(Priority.P0)
                .setPriorityReasons(
                        List.of(new PriorityReason("tier-1-dashboard", "a tier-1 dashboard shows broken data")))
                .setOpenedAt(START)
                .setBrokenSince(START.minusSeconds(3_600))
                .setRootCauses(List.of("table:shop.raw.payments"))
                .setRootCauseReason("Its own test failed and all else lies downstream.")
                .setImpact(ImpactSummary.newBuilder()
                        .setAssetCount(12)
                        .setDashboardCount(1)
                        .setViewerCount(23)
                        .setDashboards(List.of(AffectedDashboard.newBuilder()
                                .setUrn("dashboard:looker:revenue")
                                .setName("Revenue")
                                .setType(io.headwater.schema.AssetType.DASHBOARD)
                                .setTier(1)
                                .setUrl("https://bi.example.com/revenue")
                                .setOwners(List.of(
                                        Owner.newBuilder().setPerson(ADA).build()))
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
        return add(IncidentOpened.newBuilder().setMeta(meta()).setLate(true).build());
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

    Story resolved() {
        Actor system =
                Actor.newBuilder().setKind(ActorKind.SYSTEM).setVia("headwater").build();
        return resolved(system);
    }

    Story resolvedBy(String person) {
        return resolved(Actor.newBuilder()
                .setKind(ActorKind.PERSON)
                .setPerson(person)
                .setVia("slack")
                .build());
    }

    private Story resolved(Actor by) {
        headline.setStatus(IncidentStatus.RESOLVED);
        headline.setResolvedAt(START.plusSeconds(3_900));
        headline.setResolvedBy(by);
        return add(Resolved.newBuilder()
                .setMeta(meta())
                .setBy(by)
                .setReason("All checks pass again.")
                .setAutomatic(by.getKind() == ActorKind.SYSTEM)
                .build());
    }

    Story reopened() {
        headline.setStatus(IncidentStatus.TRIGGERED);
        headline.setResolvedAt(null);
        headline.setResolvedBy(null);
        Actor system =
                Actor.newBuilder().setKind(ActorKind.SYSTEM).setVia("headwater").build();
        return add(Reopened.newBuilder()
                .setMeta(meta())
                .setBy(system)
                .setReason("The same cause broke again.")
                .build());
    }

    Story mergedInto(String other) {
        headline.setMergedInto(other);
        return add(MergedInto.newBuilder()
                .setMeta(meta())
                .setInto(other)
                .setReason("One cause explains both.")
                .build());
    }

    Story mergedFrom(String other) {
        headline.setMergedFrom(List.of(other));
        return add(MergedFrom.newBuilder()
                .setMeta(meta())
                .setFrom(other)
                .setReason("One cause explains both.")
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
                .setHeadline(io.headwater.topics.RecordDatums.copyOf(headline))
                .build();
    }
}
