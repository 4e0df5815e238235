package io.headwater.notifier.message;

import io.headwater.notifier.incident.Actor;
import io.headwater.notifier.incident.Happening;
import io.headwater.notifier.incident.Headline;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said in an incident's thread, one sentence for each thing that happens. */
public final class Sentences {
    private Sentences() {}

    /** The sentence for what happened; empty where the thread stays silent. */
    public static Optional<String> about(Happening what, Headline now) {
        if (what instanceof Happening.Acknowledged e) {
            return said(":eyes: Acknowledged by " + People.said(e.by()) + ".");
        }
        if (what instanceof Happening.Assigned e) {
            return said(":bust_in_silhouette: Assigned to " + Mrkdwn.name(e.assignee()) + " by " + People.said(e.by())
                    + ".");
        }
        if (what instanceof Happening.NoteAdded e) {
            return said(":memo: " + People.said(e.by()) + " added a note; it is in Headwater.");
        }
        if (what instanceof Happening.Snoozed e) {
            return said(":zzz: Snoozed until " + Mrkdwn.moment(e.until()) + " by " + People.said(e.by())
                    + because(e.reason()) + ".");
        }
        if (what instanceof Happening.SnoozeEnded) {
            return said(":alarm_clock: The snooze is over.");
        }
        if (what instanceof Happening.Mitigated e) {
            return said(":adhesive_bandage: Mitigated by " + People.said(e.by()) + because(e.reason()) + ".");
        }
        if (what instanceof Happening.Resolved e) {
            return said(":white_check_mark: " + resolved(e, now));
        }
        return aboutTheRest(what, now);
    }

    private static Optional<String> aboutTheRest(Happening what, Headline now) {
        if (what instanceof Happening.CloseProposed e) {
            return said(":hourglass: Closing is proposed" + because(e.reason()) + ".");
        }
        if (what instanceof Happening.Closed e) {
            return said(":lock: Closed by " + People.said(e.by()) + because(e.reason()) + ".");
        }
        if (what instanceof Happening.PriorityChanged e) {
            return said(":arrows_counterclockwise: Priority is now *" + now.priority() + "* (was " + e.before() + ")"
                    + reasons(now) + ".");
        }
        if (what instanceof Happening.MergedFrom e) {
            return said(":twisted_rightwards_arrows: " + Mrkdwn.code(e.from()) + " was merged into this incident"
                    + because(e.reason()) + ".");
        }
        if (what instanceof Happening.SplitOff e) {
            return said(":scissors: " + People.said(e.by()) + " split " + IncidentMessage.count(e.checks(), "check")
                    + " off into " + Mrkdwn.code(e.to()) + ".");
        }
        if (what instanceof Happening.FlappingStarted e) {
            return said(":left_right_arrow: " + Mrkdwn.code(e.check()) + " flaps: " + e.transitions()
                    + " changes lately. Its further changes are kept out of this thread.");
        }
        return Optional.empty();
    }

    /** The root cause is another than was told. */
    public static String rootCause(Headline now) {
        String causes =
                now.rootCauses().stream().limit(5).map(IncidentMessage::asset).collect(Collectors.joining(", "));
        String reason = now.rootCauseReason().isBlank() ? "" : " " + Mrkdwn.text(now.rootCauseReason(), 600);
        return ":mag: The root cause is now " + (causes.isEmpty() ? "not known" : causes)
                + (now.rootCauseSuspected() ? " _(suspected)_" : "") + "." + reason;
    }

    /** Said aloud in the channel: it became P0 or P1. */
    public static String raised(Headline now, Optional<String> onCall) {
        return ":rotating_light: *Raised to " + now.priority() + "*: " + Mrkdwn.text(now.title(), 300) + reasons(now)
                + "." + calling(onCall);
    }

    /** Said aloud in the channel: it is back. */
    public static String reopened(Actor by, String reason, Headline now, Optional<String> onCall) {
        return ":repeat: *Reopened* (" + now.priority() + "): " + Mrkdwn.text(now.title(), 300) + " by "
                + People.said(by) + because(reason) + "." + calling(onCall);
    }

    /** Said aloud in the channel: nobody acknowledged. */
    public static String repeat(Headline now, Duration waited, Optional<String> onCall) {
        return ":rotating_light: *" + now.priority() + ", not acknowledged for " + Mrkdwn.span(waited) + "*: "
                + Mrkdwn.text(now.title(), 300) + "." + calling(onCall);
    }

    /** Said aloud in the channel: still nobody; the fallback person is called. */
    public static String fallback(Headline now, Duration waited, String person) {
        return ":sos: *" + now.priority() + ", not acknowledged for " + Mrkdwn.span(waited) + "*: "
                + Mrkdwn.text(now.title(), 300) + ". " + Mrkdwn.mention(person) + ", please take it.";
    }

    /** The answer to a press of a button that the incident's state forbids. */
    public static String rejected(String reason) {
        return ":no_entry_sign: That was not possible: " + Mrkdwn.text(reason, 500);
    }

    /** A sentence as a message. */
    public static Message message(String sentence) {
        return new Message(sentence, java.util.List.of(Blocks.section("said", sentence)));
    }

    private static String resolved(Happening.Resolved e, Headline now) {
        String broken = now.brokenSince()
                .map(since -> " It was broken for " + (now.brokenSinceAtLeast() ? "at least " : "")
                        + Mrkdwn.span(Duration.between(since, now.resolvedAt().orElse(since))) + ".")
                .orElse("");
        return (e.automatic() ? "Resolved: every check is clear again" : "Resolved by " + People.said(e.by()))
                + because(e.automatic() ? "" : e.reason()) + "." + broken;
    }

    private static String calling(Optional<String> onCall) {
        return onCall.map(who -> " " + Mrkdwn.mention(who) + ", you are on call.")
                .orElse("");
    }

    private static String because(String reason) {
        return reason.isBlank() ? "" : ": " + Mrkdwn.text(reason, 300).replaceAll("\\.$", "");
    }

    private static String reasons(Headline now) {
        return now.priorityReasons().isEmpty()
                ? ""
                : ", because "
                        + now.priorityReasons().stream()
                                .limit(2)
                                .map(r -> Mrkdwn.text(r.facts().isBlank() ? r.rule() : r.facts(), 200))
                                .collect(Collectors.joining("; "));
    }

    private static Optional<String> said(String sentence) {
        return Optional.of(sentence);
    }
}
