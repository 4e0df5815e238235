package io.headwater.incident.backtest;

import io.headwater.incident.backtest.ReplayReport.Difference;

/** A replay's report as people read it. */
public final class ReplayText {
    private static final int AROUND = 100;

    private ReplayText() {}

    public static String of(ReplayReport report) {
        boolean nothing =
                report.history().inputs() == 0 && report.history().checkpoint().isEmpty();
        if (nothing && report.identical()) {
            return "Nothing is on record of workspace " + report.workspace() + ".\n";
        }
        StringBuilder text = new StringBuilder();
        if (report.identical()) {
            text.append("identical: %s\n".formatted(same(report)));
        } else {
            text.append("differs after %s that are the same\n".formatted(same(report)));
        }
        report.difference().ifPresent(difference -> text.append(words(difference)));
        report.parted().ifPresent(why -> text.append("  ").append(why).append('\n'));
        text.append("Of %s: %s played"
                .formatted(report.workspace(), count(report.history().inputs(), "input")));
        if (report.history().unreadable() > 0) {
            text.append(", %s passed over".formatted(count(report.history().unreadable(), "unreadable record")));
        }
        text.append(".\n");
        report.history().remarks().forEach(remark -> text.append(remark).append('\n'));
        return text.toString();
    }

    private static String words(Difference difference) {
        String lived = difference.lived().orElse("nothing more");
        String replayed = difference.replayed().orElse("nothing more");
        int at = firstDifference(lived, replayed);
        return "  incident %s, event %d\n  the log:    %s\n  the replay: %s\n"
                .formatted(difference.incident(), difference.position(), around(lived, at), around(replayed, at));
    }

    private static int firstDifference(String a, String b) {
        int at = 0;
        while (at < a.length() && at < b.length() && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        return at;
    }

    /** The beginning, which names the event, and what lies around the place. */
    private static String around(String text, int at) {
        int brace = text.indexOf('{');
        int from = Math.max(brace < 0 ? 0 : brace, at - AROUND / 2);
        int to = Math.min(text.length(), at + AROUND);
        String head =
                brace < 0 || from == brace ? text.substring(0, Math.max(from, 0)) : text.substring(0, brace) + "…";
        return head + text.substring(from, Math.max(from, to)) + (to < text.length() ? "…" : "");
    }

    private static String same(ReplayReport report) {
        return count(report.events(), "event") + " of " + count(report.incidents(), "incident");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
