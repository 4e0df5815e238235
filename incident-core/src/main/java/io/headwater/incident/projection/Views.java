package io.headwater.incident.projection;

import static io.headwater.incident.projection.HeadlineDocument.orEmpty;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/** Rows as people see them. */
final class Views {
    private Views() {}

    /** @param family keys of all that live on in it */
    static IncidentView incident(
            IncidentRow row,
            List<String> family,
            OptionalInt failing,
            People people,
            List<NotificationRow> notifications,
            List<TicketRow> tickets) {
        HeadlineDocument head = Json.read(row.headline, HeadlineDocument.class);
        return new IncidentView(
                row.id,
                row.workspace,
                row.version,
                row.title,
                Declaration.beyond(row.title, row.description),
                row.status,
                row.priority,
                orEmpty(head.priorityReasons()),
                row.openedAt,
                head.brokenSince(),
                head.brokenSinceAtLeast(),
                head.announcedAt(),
                row.acknowledgedAt,
                row.resolvedAt,
                row.updatedAt,
                Lines.read(row.rootCauses),
                head.rootCauseSuspected(),
                head.rootCauseReason(),
                List.of(Json.read(row.candidates, IncidentView.Candidate[].class)),
                head.alertCount(),
                failing.orElse(head.failingCheckCount()),
                head.checkCount(),
                family.stream()
                        .filter(key -> !key.equals(row.key))
                        .map(Views::idOf)
                        .toList(),
                row.mergedInto,
                people.name(row.assignee),
                row.assignee,
                who(head.acknowledgedBy(), people),
                via(head.acknowledgedBy()),
                who(head.resolvedBy(), people),
                via(head.resolvedBy()),
                head.domain(),
                head.late(),
                head.flapping(),
                head.snoozedUntil(),
                impact(head.impact(), people),
                notifications.stream().map(told -> notification(told, people)).toList(),
                tickets.stream().map(Views::ticket).toList());
    }

    static IncidentView.Impact impact(IncidentRow row, People people) {
        return impact(Json.read(row.headline, HeadlineDocument.class).impact(), people);
    }

    private static IncidentView.Impact impact(HeadlineDocument.Impact known, People people) {
        HeadlineDocument.Impact impact = known == null ? HeadlineDocument.Impact.NONE : known;
        return new IncidentView.Impact(
                impact.revision(),
                impact.assetCount(),
                impact.dashboardCount(),
                impact.viewerCount(),
                impact.bestTier(),
                people.names(HeadlineDocument.Owner.names(impact.owners())),
                orEmpty(impact.dashboards()).stream()
                        .map(dashboard -> dashboard(dashboard, people))
                        .toList());
    }

    private static IncidentView.Dashboard dashboard(HeadlineDocument.Dashboard dashboard, People people) {
        List<String> owners = people.names(HeadlineDocument.Owner.names(dashboard.owners()));
        return new IncidentView.Dashboard(
                dashboard.urn(),
                dashboard.name(),
                dashboard.type(),
                owners.isEmpty() ? null : owners.get(0),
                owners,
                dashboard.tier(),
                dashboard.url(),
                orEmpty(dashboard.path()));
    }

    private static IncidentView.NotificationView notification(NotificationRow row, People people) {
        return new IncidentView.NotificationView(
                row.channel, people.name(row.target), row.kind, row.state, row.reason, row.at, row.url);
    }

    private static IncidentView.TicketView ticket(TicketRow row) {
        return new IncidentView.TicketView(row.system, row.remoteKey, row.url, row.status, row.state, row.at);
    }

    /** @param rootCauses of the incident it is shown with */
    static AlertView alert(AlertRow row, Collection<String> rootCauses) {
        return new AlertView(
                row.check,
                row.checkName,
                row.checkKind,
                row.subject,
                Lines.read(row.assets),
                row.source,
                row.outcome,
                row.severity,
                row.run,
                row.occurredAt,
                row.lastPassedAt,
                row.message,
                row.failedRows,
                row.isCause(rootCauses) ? "cause" : "symptom",
                row.clearedAt,
                row.clearedReason,
                row.url,
                idOf(row.incidentKey));
    }

    static ImpactView.Asset asset(AffectedAssetRow row, People people) {
        return new ImpactView.Asset(
                row.urn,
                row.name,
                row.type,
                row.depth,
                row.tier,
                people.names(Lines.read(row.owners)),
                Lines.read(row.path));
    }

    static ViewerView viewer(AffectedViewerRow row, People people) {
        return new ViewerView(
                people.name(row.viewer),
                row.viewer,
                row.asset,
                row.views,
                row.firstAt,
                row.lastAt,
                Lines.read(row.failingChecks));
    }

    static TimelineEntry timeline(EventRow row, People people) {
        return new TimelineEntry(
                idOf(row.incidentKey),
                row.version,
                row.type,
                row.at,
                people.fill(row.sentence),
                Json.read(row.document, JsonNode.class));
    }

    static DecisionView decision(DecisionRow row) {
        return new DecisionView(row.subject, row.kind, row.reason, row.incident, row.version, row.at);
    }

    static SilencedView silenced(DecisionRow row, People people) {
        return new SilencedView(row.subject, row.kind, people.fill(row.reason), row.incident, row.run, row.at);
    }

    private static String idOf(String key) {
        return key.substring(key.indexOf('|') + 1);
    }

    static String who(HeadlineDocument.Actor actor, People people) {
        if (actor == null) {
            return null;
        }
        return actor.person() == null ? actor.via() : people.name(actor.person());
    }

    static String via(HeadlineDocument.Actor actor) {
        return actor == null ? null : actor.via();
    }
}
