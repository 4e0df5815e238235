package io.headwater.incident.backtest;

import io.headwater.incident.GeneratedText;
import io.headwater.incident.incident.Priority;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people read; the files are written anew with {@code -Dheadwater.docs.write=true} and reviewed as a diff. */
class ReportTextTest {
    private static final Path FILES = Path.of("src", "test", "resources", "backtest");

    @Test
    void a_back_test_is_read_at_a_glance() {
        Told then = new Told().opened("inc-1", 0).fails("inc-1", "c1", 0).fails("inc-1", "c2", 0);
        then.priority("inc-1", Priority.P2, "any", 0).announced("inc-1", 1).caused("inc-1", "table:staging", 1);
        then.opened("inc-2", 5).fails("inc-2", "c3", 5).priority("inc-2", Priority.P3, "none", 5);
        Told now = new Told().opened("inc-1", 0).fails("inc-1", "c1", 0).fails("inc-1", "c2", 0);
        now.fails("inc-1", "c3", 5).priority("inc-1", Priority.P0, "tier-1", 0).announced("inc-1", 0);
        now.caused("inc-1", "table:raw", 1);
        History history = new History(2412, 3, Told.at(0), Told.at(6000), Optional.of(Told.at(-60)), 2, 14, List.of());
        Window window = new Window(Optional.of(Told.at(0)), Optional.empty());
        GeneratedText.isFile(FILES.resolve("changed.txt"), BacktestText.of(report(then, now, history, window, 2)));
    }

    @Test
    void a_back_test_that_changes_nothing_says_so() {
        Told told = new Told().opened("inc-1", 0).fails("inc-1", "c1", 0);
        told.priority("inc-1", Priority.P2, "any", 0);
        History history = new History(12, 0, Told.at(0), Told.at(60), Optional.empty(), 0, 0, List.of());
        Window window = new Window(Optional.empty(), Optional.empty());
        GeneratedText.isFile(FILES.resolve("unchanged.txt"), BacktestText.of(report(told, told, history, window, 0)));
    }

    @Test
    void a_replay_says_that_it_is_identical_or_where_it_differs() {
        History history = new History(
                40,
                1,
                Told.at(0),
                Told.at(60),
                Optional.empty(),
                0,
                0,
                List.of("headwater.alerts.v1-3 begins at offset 120"));
        ReplayReport same = new ReplayReport("shop", true, 123, 4, Optional.empty(), Optional.empty(), history);
        String lived = "PriorityChanged {\"meta\": {\"workspace\": \"shop\", \"incident\": \"inc-1\", \"version\": 7,"
                + " \"at\": \"2026-03-02T00:01:00Z\"}, \"before\": \"P2\", \"priority\": \"%s\", \"reasons\": [{\"rule\":"
                + " \"many-viewers\", \"facts\": \"impact.viewerCount = 12 and then some more\"}], \"by\": null}";
        ReplayReport other = new ReplayReport(
                "shop",
                false,
                99,
                3,
                Optional.of(new ReplayReport.Difference(
                        "inc-1", 7, Optional.of(lived.formatted("P1")), Optional.of(lived.formatted("P0")))),
                Optional.empty(),
                history);
        ReplayReport parted = new ReplayReport(
                "shop",
                false,
                9,
                1,
                Optional.empty(),
                Optional.of(new PartedFromLog("announce/inc-1", Told.at(3)).getMessage()),
                history);
        History quiet = new History(0, 0, Told.at(0), Told.at(0), Optional.of(Told.at(60)), 0, 0, List.of());
        ReplayReport since = new ReplayReport("shop", true, 0, 0, Optional.empty(), Optional.empty(), quiet);
        ReplayReport none = new ReplayReport("shop", true, 0, 0, Optional.empty(), Optional.empty(), History.NONE);
        GeneratedText.isFile(
                FILES.resolve("replays.txt"),
                Stream.of(same, other, parted, since, none).map(ReplayText::of).collect(Collectors.joining("\n")));
    }

    private static BacktestReport report(Told then, Told now, History history, Window window, long lost) {
        Comparison comparison = new Comparison(then.tales, now.tales, window);
        return new BacktestReport(
                "shop",
                window,
                Told.at(7000),
                List.of("correlation", "priority"),
                List.of("routing"),
                history,
                comparison.before(),
                comparison.after(),
                comparison.grouping(),
                comparison.differences(),
                lost,
                0);
    }
}
