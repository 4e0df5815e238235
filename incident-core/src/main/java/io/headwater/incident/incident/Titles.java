package io.headwater.incident.incident;

import io.headwater.identity.AssetUrn;
import io.headwater.incident.outcome.OutcomeStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What an incident is called: what broke first, then what it does to people. */
final class Titles {
    private static final int MAX = 200;

    private Titles() {}

    static String of(Incident incident) {
        String title = incident.declaredBy().isPresent()
                ? incident.description().lines().findFirst().orElse("Declared incident")
                : what(incident) + effect(incident);
        return title.length() <= MAX ? title : title.substring(0, MAX - 1) + "…";
    }

    private static String what(Incident incident) {
        List<IncidentAlert> alerts = incident.alerts().values().stream()
                .filter(alert -> alert.status() != OutcomeStatus.SKIPPED)
                .sorted(Comparator.comparing(IncidentAlert::firstFailedAt).thenComparing(IncidentAlert::id))
                .toList();
        if (alerts.isEmpty()) {
            return "Incident without alerts";
        }
        List<IncidentAlert> causes = alerts.stream()
                .filter(alert -> incident.roleOf(alert) == AlertRole.CAUSE)
                .toList();
        if (incident.suspected() && !incident.rootCauses().isEmpty()) {
            return "%s suspected: %s below it"
                    .formatted(name(incident.rootCauses().get(0)), count(alerts));
        }
        IncidentAlert first = causes.isEmpty() ? alerts.get(0) : causes.get(0);
        String asset = name(
                causes.isEmpty() ? first.assets().get(0) : incident.rootCauses().get(0));
        int others = alerts.size() - 1;
        return "%s: %s %s%s".formatted(asset, first.name(), verb(first.status()), others == 0 ? "" : more(others));
    }

    private static String count(List<IncidentAlert> alerts) {
        return alerts.size() == 1
                ? alerts.get(0).name() + " " + verb(alerts.get(0).status())
                : alerts.size() + " checks failed";
    }

    private static String more(int others) {
        return ", %d more %s".formatted(others, others == 1 ? "check" : "checks");
    }

    private static String effect(Incident incident) {
        int dashboards = incident.impact().dashboardCount();
        return dashboards == 0
                ? ""
                : ", %d %s affected".formatted(dashboards, dashboards == 1 ? "dashboard" : "dashboards");
    }

    private static String verb(OutcomeStatus status) {
        return status == OutcomeStatus.ERRORED ? "could not run" : status.name().toLowerCase(Locale.ROOT);
    }

    private static String name(String urn) {
        return AssetUrn.shortName(urn);
    }
}
