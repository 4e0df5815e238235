package io.headwater.ticketing.intake;

import io.headwater.schema.Actor;
import io.headwater.schema.IncidentStatus;
import io.headwater.schema.Owner;
import io.headwater.schema.incident.AffectedDashboard;
import io.headwater.schema.incident.EventMeta;
import io.headwater.schema.incident.Headline;
import io.headwater.schema.incident.MergedFrom;
import io.headwater.schema.incident.MergedInto;
import io.headwater.schema.incident.Reopened;
import io.headwater.schema.incident.Resolved;
import io.headwater.ticketing.ticket.Doer;
import io.headwater.ticketing.ticket.Fact;
import io.headwater.ticketing.ticket.Sight;
import io.headwater.ticketing.ticket.Status;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Incident events as the core sees them. */
final class SightMapping {
    private SightMapping() {}

    /** Empty for an event that says nothing of the whole incident, or says it in words this version does not know. */
    static Optional<Fact> fact(SpecificRecord event) {
        Schema.Field field = event.getSchema().getField("meta");
        if (field == null || !(event.get(field.pos()) instanceof EventMeta meta) || meta.getHeadline() == null) {
            return Optional.empty();
        }
        Headline headline = meta.getHeadline();
        if (headline.getStatus() == IncidentStatus.UNKNOWN) {
            return Optional.empty();
        }
        return Optional.of(new Fact(meta.getVersion(), meta.getAt(), sight(headline), reason(event)));
    }

    private static String reason(SpecificRecord event) {
        if (event instanceof Resolved resolved) {
            return resolved.getReason();
        } else if (event instanceof Reopened reopened) {
            return reopened.getReason();
        } else if (event instanceof MergedInto merged) {
            return merged.getReason();
        } else if (event instanceof MergedFrom merged) {
            return merged.getReason();
        }
        return "";
    }

    private static Sight sight(Headline headline) {
        return new Sight(
                headline.getTitle(),
                Status.valueOf(headline.getStatus().name()),
                headline.getPriority().name(),
                headline.getPriorityReasons().stream()
                        .map(reason -> new Sight.Reason(reason.getRule(), reason.getFacts()))
                        .toList(),
                Optional.ofNullable(headline.getBrokenSince()),
                headline.getBrokenSinceAtLeast(),
                headline.getAnnouncedAt() != null,
                Optional.ofNullable(headline.getResolvedAt()),
                Optional.ofNullable(headline.getResolvedBy()).map(SightMapping::doer),
                List.copyOf(headline.getRootCauses()),
                headline.getRootCauseSuspected(),
                headline.getRootCauseReason(),
                headline.getAlertCount(),
                new Sight.Impact(
                        headline.getImpact().getAssetCount(),
                        headline.getImpact().getDashboardCount(),
                        headline.getImpact().getViewerCount(),
                        headline.getImpact().getDashboards().stream()
                                .map(SightMapping::dashboard)
                                .toList()),
                List.copyOf(headline.getMergedFrom()),
                Optional.ofNullable(headline.getMergedInto()));
    }

    private static Doer doer(Actor actor) {
        return new Doer(Optional.ofNullable(actor.getPerson()), actor.getVia());
    }

    private static Sight.Dashboard dashboard(AffectedDashboard dashboard) {
        return new Sight.Dashboard(
                dashboard.getUrn(),
                dashboard.getName(),
                Optional.ofNullable(dashboard.getTier()),
                Optional.ofNullable(dashboard.getUrl()),
                dashboard.getOwners().stream()
                        .map(Owner::getPerson)
                        .filter(Objects::nonNull)
                        .toList(),
                dashboard.getOwners().stream()
                        .map(Owner::getTeam)
                        .filter(Objects::nonNull)
                        .toList());
    }
}
