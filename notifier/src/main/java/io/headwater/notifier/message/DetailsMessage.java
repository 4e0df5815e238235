package io.headwater.notifier.message;

import io.headwater.notifier.incident.Dashboard;
import io.headwater.notifier.incident.Headline;
import io.headwater.notifier.incident.PriorityReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The first reply in an incident's thread: what the message has no room for. Kept up to date with it. */
public final class DetailsMessage {
    private DetailsMessage() {}

    public static Message of(Card card) {
        Headline now = card.headline();
        List<Map<String, Object>> blocks = new ArrayList<>();
        blocks.add(Blocks.section("priority", priority(now)));
        if (!now.impact().dashboards().isEmpty()) {
            blocks.add(Blocks.section("dashboards", dashboards(now)));
        }
        if (!now.impact().owners().isEmpty()) {
            blocks.add(Blocks.section(
                    "owners",
                    "*Owners*\n"
                            + now.impact().owners().stream()
                                    .limit(50)
                                    .map(IncidentMessage::owner)
                                    .collect(Collectors.joining(", "))));
        }
        List<String> notes = new ArrayList<>();
        notes.add("Opened " + Mrkdwn.moment(now.openedAt()));
        now.domain().ifPresent(domain -> notes.add("Domain " + Mrkdwn.text(domain, 80)));
        if (!now.mergedFrom().isEmpty()) {
            notes.add(IncidentMessage.count(now.mergedFrom().size(), "incident") + " merged into this one");
        }
        notes.add(Mrkdwn.code(card.incident()));
        blocks.add(Blocks.context("notes", notes));
        return new Message("Details of " + Mrkdwn.text(now.title(), 300), blocks);
    }

    private static String priority(Headline now) {
        StringBuilder text = new StringBuilder("*Why " + now.priority() + "*");
        if (now.priorityReasons().isEmpty()) {
            text.append("\nno rule spoke");
        }
        for (PriorityReason reason : now.priorityReasons()) {
            text.append("\n• ").append(Mrkdwn.text(reason.rule(), 120));
            if (!reason.facts().isBlank()) {
                text.append(": ").append(Mrkdwn.text(reason.facts(), 400));
            }
        }
        return text.toString();
    }

    private static String dashboards(Headline now) {
        StringBuilder text = new StringBuilder(
                "*" + IncidentMessage.count(now.impact().dashboardCount(), "dashboard") + " and the way to each*");
        for (Dashboard dashboard : now.impact().dashboards()) {
            text.append("\n• ").append(IncidentMessage.dashboard(dashboard));
            if (dashboard.path().size() > 1) {
                text.append("\n      ").append(path(dashboard.path()));
            }
        }
        return text.toString();
    }

    /** The ends and up to four steps between. */
    private static String path(List<String> urns) {
        List<String> steps = urns.stream().map(IncidentMessage::asset).toList();
        if (steps.size() <= 6) {
            return String.join(" → ", steps);
        }
        return String.join(" → ", steps.subList(0, 3)) + " → … → "
                + String.join(" → ", steps.subList(steps.size() - 2, steps.size()));
    }
}
