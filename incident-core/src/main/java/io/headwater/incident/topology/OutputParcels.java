package io.headwater.incident.topology;

import io.headwater.identity.ContentId;
import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.IncidentSnapshot;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.status.AssetStatus;
import io.headwater.incident.topology.mapping.DecisionMapping;
import io.headwater.incident.topology.mapping.EventMapping;
import io.headwater.incident.topology.mapping.SnapshotMapping;
import io.headwater.incident.topology.mapping.StatusMapping;
import io.headwater.incident.triage.Output;
import io.headwater.incident.triage.TriageState;
import io.headwater.topics.EventHeaders;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topics;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/** Turns what the engine decides in one workspace into records for the sinks. */
final class OutputParcels {
    private final Outlet outlet;
    private final TriageState state;

    OutputParcels(Outlet outlet, TriageState state) {
        this.outlet = outlet;
        this.state = state;
    }

    Outlet.Parcel of(Output output) {
        if (output instanceof Output.Happened happened) {
            return event(happened.event(), happened.headline());
        } else if (output instanceof Output.Snapshot snapshot) {
            return snapshot(snapshot.snapshot());
        } else if (output instanceof Output.StatusChanged changed) {
            return status(changed.status());
        } else if (output instanceof Output.Decided decided) {
            return decision(decided);
        }
        throw new IllegalArgumentException(
                "no sink for outputs of type " + output.getClass().getSimpleName());
    }

    private Outlet.Parcel event(IncidentEvent event, Optional<Headline> headline) {
        String incident = event.meta().incident();
        Outlet.Parcel parcel = outlet.parcel(
                Nodes.INCIDENT_EVENTS,
                Topics.INCIDENT_EVENTS,
                key(incident),
                event.meta().eventId(),
                event.meta().at(),
                EventMapping.toAvro(event, headline));
        Headers headers = parcel.record().headers();
        headline.ifPresentOrElse(
                told -> label(headers, told.priority(), told.status(), told.domain()),
                () -> state.incidents().get(incident).ifPresent(now -> label(headers, now)));
        return parcel;
    }

    private Outlet.Parcel snapshot(IncidentSnapshot snapshot) {
        Outlet.Parcel parcel = outlet.parcel(
                Nodes.INCIDENTS,
                Topics.INCIDENTS,
                key(snapshot.incident()),
                snapshot.incident() + "-" + snapshot.version() + "-snapshot",
                snapshot.at(),
                SnapshotMapping.toAvro(snapshot));
        Headline told = snapshot.headline();
        label(parcel.record().headers(), told.priority(), told.status(), told.domain());
        return parcel;
    }

    private Outlet.Parcel status(AssetStatus status) {
        String id = ContentId.of(
                "status",
                state.workspace(),
                status.urn(),
                status.at().toString(),
                status.status().name(),
                status.incident().orElse(""),
                status.priority().map(Priority::name).orElse(""),
                String.join(",", status.failingChecks()));
        return outlet.parcel(
                Nodes.ASSET_STATUS,
                Topics.ASSET_STATUS,
                key(status.urn()),
                id,
                status.at(),
                StatusMapping.toAvro(state.workspace(), status));
    }

    private Outlet.Parcel decision(Output.Decided decided) {
        String id = ContentId.of(
                "decision",
                state.workspace(),
                decided.subject(),
                decided.kind().name(),
                decided.run().orElse(""),
                decided.at().toString(),
                decided.reason());
        return outlet.parcel(
                Nodes.DECISIONS,
                Topics.DECISIONS,
                key(decided.subject()),
                id,
                decided.at(),
                DecisionMapping.toAvro(state.workspace(), decided));
    }

    private RecordKey key(String id) {
        return new RecordKey(state.workspace(), id);
    }

    private static void label(Headers headers, Incident now) {
        label(headers, now.priority(), now.status(), now.domain());
    }

    private static void label(Headers headers, Priority priority, IncidentStatus status, Optional<String> domain) {
        EventHeaders.put(headers, EventHeaders.PRIORITY, priority.name());
        EventHeaders.put(headers, EventHeaders.STATUS, status.name());
        domain.ifPresent(name -> EventHeaders.put(headers, EventHeaders.DOMAIN, name));
    }
}
