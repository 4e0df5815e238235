package io.headwater.incident.backtest;

import io.headwater.incident.backtest.BacktestReport.Change;
import io.headwater.incident.backtest.BacktestReport.Difference;
import io.headwater.incident.backtest.BacktestReport.Grouping;
import io.headwater.incident.backtest.BacktestReport.Side;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** A back-test's report as people read it: a small table, then what differs. */
public final class BacktestText {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Map<String, String> WORDS = Map.of(
            "gone", "gone",
            "new", "new",
            "merged", "merging",
            "priority", "priority",
            "rootCause", "root cause",
            "announced", "when people were told");

    private BacktestText() {}

    public static String of(BacktestReport report) {
        if (report.history().inputs() == 0) {
            String since = report.history()
                    .checkpoint()
                    .map(taken -> " since the checkpoint of " + MINUTE.format(taken) + " UTC")
                    .orElse("");
            return "Nothing is on record of workspace " + report.workspace() + since + ".\n";
        }
        List<String> lines = new ArrayList<>();
        lines.add(headline(report));
        lines.add("");
        table(report, lines);
        lines.add("");
        lines.add(grouping(report.grouping()));
        if (report.commandsWithoutIncident() > 0) {
            lines.add("Commands that found no incident to act on: %d.".formatted(report.commandsWithoutIncident()));
        }
        if (report.failedInputs() > 0) {
            lines.add("Inputs that failed in the engine and left nothing behind: %d.".formatted(report.failedInputs()));
        }
        lines.add("");
        differences(report, lines);
        lines.add("");
        remarks(report, lines);
        return String.join("\n", lines) + "\n";
    }

    private static String headline(BacktestReport report) {
        History history = report.history();
        return "%s, %d inputs from %s to %s UTC, as if these policies had been in force from the beginning: %s"
                .formatted(
                        report.workspace(),
                        history.inputs(),
                        MINUTE.format(history.from()),
                        MINUTE.format(history.to()),
                        report.tried().isEmpty() ? "none that decides here" : String.join(", ", report.tried()));
    }

    private static void table(BacktestReport report, List<String> lines) {
        Side then = report.then();
        Side now = report.now();
        row(lines, between(report.window()), "then", "now");
        row(lines, "incidents", then.incidents(), now.incidents());
        if (then.merged() + now.merged() > 0) {
            row(lines, "merged into others", then.merged(), now.merged());
        }
        row(lines, "people were told of", then.announced(), now.announced());
        TreeSet<String> priorities = new TreeSet<>(then.byPriority().keySet());
        priorities.addAll(now.byPriority().keySet());
        for (String priority : priorities) {
            row(
                    lines,
                    "  " + priority,
                    then.byPriority().getOrDefault(priority, 0),
                    now.byPriority().getOrDefault(priority, 0));
        }
        row(lines, "alerts", then.alerts(), now.alerts());
        row(lines, "alerts per incident", then.alertsPerIncident(), now.alertsPerIncident());
    }

    private static String between(Window window) {
        return window.since().map(since -> "since " + MINUTE.format(since)).orElse("")
                + window.until().map(until -> " until " + MINUTE.format(until)).orElse("");
    }

    private static void row(List<String> lines, String what, Object then, Object now) {
        lines.add("%-40s %8s %8s".formatted(what, then, now));
    }

    private static String grouping(Grouping grouping) {
        String pairs =
                "Pairs of failures in one incident: %d then, of which %d are still together and %d are parted; %d newly."
                        .formatted(
                                grouping.kept() + grouping.parted(),
                                grouping.kept(),
                                grouping.parted(),
                                grouping.joined());
        return grouping.onlyThen() + grouping.onlyNow() == 0
                ? pairs
                : pairs
                        + " Failures in no incident any more: %d; newly in one: %d."
                                .formatted(grouping.onlyThen(), grouping.onlyNow());
    }

    private static void differences(BacktestReport report, List<String> lines) {
        BacktestReport.Differences differences = report.differences();
        if (differences.count() == 0) {
            lines.add("No incident differs.");
            return;
        }
        List<String> kinds = new ArrayList<>();
        differences.byKind().forEach((kind, count) -> kinds.add(WORDS.get(kind) + " " + count));
        lines.add("%s: %s"
                .formatted(
                        differences.count() == 1 ? "1 incident differs" : differences.count() + " incidents differ",
                        String.join(", ", kinds)));
        for (Difference difference : differences.items()) {
            lines.add("  %s  %s  %s".formatted(time(difference.openedAt()), difference.incident(), difference.title()));
            difference.changes().forEach(change -> lines.add("      " + words(change)));
        }
        int more = differences.count() - differences.items().size();
        if (more > 0) {
            lines.add("  and %d more".formatted(more));
        }
    }

    private static String time(Instant at) {
        return MINUTE.format(at);
    }

    private static String words(Change change) {
        String because = change.because().isEmpty() ? "" : ": " + change.because();
        if (change.then().isEmpty()) {
            return "new (" + change.now().orElse("") + ")" + because;
        } else if (change.now().isEmpty()) {
            return "gone (was " + change.then().get() + ")" + because;
        }
        String sides = change.then().get() + " → " + change.now().get() + because;
        return switch (change.what()) {
            case "priority", "rootCause" -> WORDS.get(change.what()) + " " + sides;
            default -> sides;
        };
    }

    private static void remarks(BacktestReport report, List<String> lines) {
        List<String> kept = new ArrayList<>(Trial.DECIDING);
        kept.removeAll(report.tried());
        kept.sort(String::compareTo);
        if (!kept.isEmpty()) {
            lines.add("As they were on record: policies of kind " + String.join(", ", kept) + ".");
        }
        if (!report.idle().isEmpty()) {
            lines.add("Given, but they only say who is told where: policies of kind " + String.join(", ", report.idle())
                    + ".");
        }
        lines.addAll(report.history().remarks());
        lines.add(
                "Time ran on until " + MINUTE.format(report.asOf()) + " UTC. Nothing was written and nobody was told.");
    }
}
