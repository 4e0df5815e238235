package io.headwater.notifier.message;

import io.headwater.notifier.incident.Dashboard;
import io.headwater.notifier.incident.Headline;
import io.headwater.notifier.incident.Impact;
import io.headwater.notifier.incident.Owner;
import io.headwater.notifier.incident.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The one message of an incident, as it stands now. */
public final class IncidentMessage {
    /** The buttons' action ids; their value is `workspace|incident`. */
    public static final String ACKNOWLEDGE = "ack";

    public static final String RESOLVE = "resolve";
    public static final String OPEN = "open";
    private static final int DASHBOARDS = 6;
    private static final int OWNERS = 6;

    private IncidentMessage() {}

    public static Message of(Card card) {
        if (card.mergedInto().isPresent()) {
            return merged(card, card.mergedInto().get());
        }
        List<Map<String, Object>> blocks = new ArrayList<>();
        blocks.add(Blocks.section("title", title(card)));
        blocks.add(Blocks.fields("state", state(card)));
        blocks.add(Blocks.section("cause", cause(card.headline())));
        blocks.add(Blocks.section("impact", impact(card.headline().impact())));
        blocks.add(Blocks.context("why", why(card)));
        blocks.add(Blocks.actions("actions", buttons(card)));
        return new Message(summary(card), blocks);
    }

    /** The sign of a status: red, yellow or green. */
    static String sign(Status status) {
        if (status.isOver()) {
            return ":large_green_circle:";
        }
        return status.isAnswered() ? ":large_yellow_circle:" : ":red_circle:";
    }

    /** What a URN names, without its kind. */
    static String asset(String urn) {
        return Mrkdwn.code(urn.substring(urn.indexOf(':') + 1));
    }

    static String owner(Owner owner) {
        return owner.team()
                .map(team -> Mrkdwn.text(team, 80))
                .or(() -> owner.person().map(Mrkdwn::name))
                .orElse("nobody");
    }

    private static String title(Card card) {
        Headline now = card.headline();
        return sign(now.status()) + " *" + now.priority() + " · " + Mrkdwn.link(card.url(), now.title(), 300) + "*";
    }

    private static String summary(Card card) {
        Headline now = card.headline();
        String causes = now.rootCauses().isEmpty()
                ? ""
                : " · root cause " + asset(now.rootCauses().get(0));
        return now.priority() + " · " + Mrkdwn.text(now.title(), 300) + causes + " · "
                + count(now.impact().dashboardCount(), "dashboard")
                + card.onCall().map(who -> " · on call: " + Mrkdwn.mention(who)).orElse("");
    }

    private static List<String> state(Card card) {
        Headline now = card.headline();
        List<String> fields = new ArrayList<>();
        fields.add("*Status*\n" + status(now));
        fields.add("*On call*\n" + card.onCall().map(Mrkdwn::mention).orElse("nobody"));
        fields.add("*Broken since*\n"
                + now.brokenSince()
                        .map(since -> (now.brokenSinceAtLeast() ? "at least " : "") + Mrkdwn.moment(since))
                        .orElse("not known"));
        fields.add("*Alerts*\n" + now.alertCount() + " from " + count(now.checkCount(), "check") + ", "
                + now.failingCheckCount() + " failing now");
        now.assignee().ifPresent(who -> fields.add("*Assigned to*\n" + Mrkdwn.name(who)));
        if (now.resolvedAt().isPresent()
                && now.status().isOver()
                && now.brokenSince().isPresent()) {
            Duration broken =
                    Duration.between(now.brokenSince().get(), now.resolvedAt().get());
            fields.add("*Was broken for*\n" + (now.brokenSinceAtLeast() ? "at least " : "") + Mrkdwn.span(broken));
        }
        return fields;
    }

    private static String status(Headline now) {
        String words = now.status().words();
        if (now.status().isOver()) {
            return words + now.resolvedBy().map(by -> " by " + People.said(by)).orElse("");
        }
        String who = now.status().isAnswered()
                ? now.acknowledgedBy().map(by -> " by " + People.said(by)).orElse("")
                : "";
        String snoozed = now.snoozedUntil()
                .map(until -> ", snoozed until " + Mrkdwn.moment(until))
                .orElse("");
        return words + who + snoozed + (now.flapping() ? ", flapping" : "");
    }

    private static String cause(Headline now) {
        if (now.rootCauses().isEmpty()) {
            return "*Root cause*\nnot known yet";
        }
        String causes =
                now.rootCauses().stream().limit(5).map(IncidentMessage::asset).collect(Collectors.joining(", "));
        String suspected = now.rootCauseSuspected() ? " _(suspected)_" : "";
        String reason = now.rootCauseReason().isBlank() ? "" : "\n" + Mrkdwn.text(now.rootCauseReason(), 600);
        return "*Root cause*  " + causes + suspected + reason;
    }

    private static String impact(Impact impact) {
        StringBuilder text = new StringBuilder("*Blast radius*  ");
        text.append(count(impact.assetCount(), "asset"))
                .append(" · ")
                .append(count(impact.dashboardCount(), "dashboard"))
                .append(" · ")
                .append(count(impact.viewerCount(), "viewer"));
        impact.dashboards().stream().limit(DASHBOARDS).forEach(d -> text.append("\n• ")
                .append(dashboard(d)));
        int more = impact.dashboardCount()
                - Math.min(DASHBOARDS, impact.dashboards().size());
        if (more > 0 && !impact.dashboards().isEmpty()) {
            text.append("\n• and ").append(more).append(" more, in the thread");
        }
        return text.toString();
    }

    static String dashboard(Dashboard dashboard) {
        String tier =
                dashboard.tier().isPresent() ? " · tier " + dashboard.tier().getAsInt() : "";
        String owners =
                dashboard.owners().stream().limit(3).map(IncidentMessage::owner).collect(Collectors.joining(", "));
        return "*" + Mrkdwn.link(dashboard.url(), dashboard.name(), 120) + "*" + tier
                + (owners.isEmpty() ? "" : " · " + owners);
    }

    private static List<String> why(Card card) {
        Headline now = card.headline();
        List<String> texts = new ArrayList<>();
        String rules = now.priorityReasons().stream()
                .limit(3)
                .map(reason -> Mrkdwn.text(reason.facts().isBlank() ? reason.rule() : reason.facts(), 200))
                .collect(Collectors.joining("; "));
        texts.add("*Why " + now.priority() + "*: " + (rules.isEmpty() ? "no rule spoke" : rules));
        List<Owner> owners = now.impact().owners();
        if (!owners.isEmpty()) {
            String more = owners.size() > OWNERS ? " and " + (owners.size() - OWNERS) + " more" : "";
            texts.add("*Owners*: "
                    + owners.stream().limit(OWNERS).map(IncidentMessage::owner).collect(Collectors.joining(", "))
                    + more);
        }
        card.links().stream().limit(5).forEach(link -> texts.add(":link: " + Mrkdwn.link(link.url(), link.key(), 80)));
        return texts;
    }

    private static List<Map<String, Object>> buttons(Card card) {
        List<Map<String, Object>> buttons = new ArrayList<>();
        String value = card.workspace() + "|" + card.incident();
        Status status = card.headline().status();
        if (!status.isAnswered()) {
            buttons.add(Blocks.button(ACKNOWLEDGE, "Acknowledge", value, "primary"));
        }
        if (!status.isOver()) {
            buttons.add(Blocks.button(RESOLVE, "Resolve", value, ""));
        }
        buttons.add(Blocks.linkButton(OPEN, "Open in Headwater", card.url()));
        return buttons;
    }

    private static Message merged(Card card, Card.Elsewhere into) {
        String where = Mrkdwn.link(into.url(), into.title().isBlank() ? into.incident() : into.title(), 300);
        String text =
                ":twisted_rightwards_arrows: *" + Mrkdwn.text(card.headline().title(), 300)
                        + "*\nhas the same cause as " + where + " and was merged into it. It goes on there.";
        return new Message(
                Mrkdwn.text(card.headline().title(), 300) + " was merged into " + where,
                List.of(
                        Blocks.section("merged", text),
                        Blocks.actions("actions", List.of(Blocks.linkButton(OPEN, "Open in Headwater", card.url())))));
    }

    static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
