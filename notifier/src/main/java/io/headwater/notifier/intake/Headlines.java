package io.headwater.notifier.intake;

import io.headwater.notifier.incident.Actor;
import io.headwater.notifier.incident.Dashboard;
import io.headwater.notifier.incident.Headline;
import io.headwater.notifier.incident.Impact;
import io.headwater.notifier.incident.Owner;
import io.headwater.notifier.incident.Priority;
import io.headwater.notifier.incident.PriorityReason;
import io.headwater.notifier.incident.Status;
import io.headwater.schema.incident.AffectedDashboard;
import io.headwater.schema.incident.ImpactSummary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Headlines as the core knows them. */
final class Headlines {
    private Headlines() {}

    static Headline read(io.headwater.schema.incident.Headline from) {
        return new Headline(
                from.getTitle(),
                Status.valueOf(from.getStatus().name()),
                Priority.valueOf(from.getPriority().name()),
                from.getPriorityReasons().stream()
                        .map(r -> new PriorityReason(r.getRule(), r.getFacts()))
                        .toList(),
                from.getOpenedAt(),
                Optional.ofNullable(from.getBrokenSince()),
                from.getBrokenSinceAtLeast(),
                Optional.ofNullable(from.getAnnouncedAt()),
                Optional.ofNullable(from.getResolvedAt()),
                List.copyOf(from.getRootCauses()),
                from.getRootCauseSuspected(),
                from.getRootCauseReason(),
                from.getAlertCount(),
                from.getFailingCheckCount(),
                from.getCheckCount(),
                impact(from.getImpact()),
                Optional.ofNullable(from.getAssignee()),
                Optional.ofNullable(from.getAcknowledgedBy()).map(Headlines::actor),
                Optional.ofNullable(from.getResolvedBy()).map(Headlines::actor),
                Optional.ofNullable(from.getDomain()),
                List.copyOf(from.getMergedFrom()),
                Optional.ofNullable(from.getMergedInto()),
                from.getLate(),
                from.getFlapping(),
                Optional.ofNullable(from.getSnoozedUntil()));
    }

    static Actor actor(io.headwater.schema.Actor from) {
        return new Actor(Optional.ofNullable(from.getPerson()), from.getVia());
    }

    private static Impact impact(ImpactSummary from) {
        return new Impact(
                from.getAssetCount(),
                from.getDashboardCount(),
                from.getViewerCount(),
                optional(from.getBestTier()),
                from.getOwners().stream().map(Headlines::owner).toList(),
                from.getDashboards().stream().map(Headlines::dashboard).toList());
    }

    private static Dashboard dashboard(AffectedDashboard from) {
        return new Dashboard(
                from.getUrn(),
                from.getName(),
                from.getType().name(),
                from.getOwners().stream().map(Headlines::owner).toList(),
                optional(from.getTier()),
                from.getUrl() == null ? "" : from.getUrl(),
                List.copyOf(from.getPath()));
    }

    private static Owner owner(io.headwater.schema.Owner from) {
        return new Owner(Optional.ofNullable(from.getPerson()), Optional.ofNullable(from.getTeam()));
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
