package io.headwater.incident.backtest.run;

import io.headwater.incident.backtest.BacktestReport;
import io.headwater.incident.backtest.BacktestText;
import io.headwater.incident.backtest.Comparison;
import io.headwater.incident.backtest.PartedFromLog;
import io.headwater.incident.backtest.Playback;
import io.headwater.incident.backtest.ReplayReport;
import io.headwater.incident.backtest.ReplayText;
import io.headwater.incident.backtest.SideBySide;
import io.headwater.incident.backtest.Tales;
import io.headwater.incident.backtest.Trial;
import io.headwater.incident.backtest.Window;
import io.headwater.incident.silence.Conditions;
import io.headwater.incident.topology.EventBytes;
import io.headwater.incident.topology.RecordFormat;
import io.headwater.incident.topology.WorkspaceEvents;
import io.headwater.incident.topology.WorkspaceInputs;
import io.headwater.incident.triage.Output;
import io.headwater.incident.triage.PriorityRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plays a workspace's history from the log, and sets what comes of it beside what the log says happened. Only reads. */
public final class Stage {
    /** A task puts on record what it took up each second, with its next commit. */
    public static final Duration ON_RECORD = Duration.ofSeconds(3);

    private static final long LISTEN_MS = 100;

    private static final int LONGEST = 4_000;

    private final String bootstrap;
    private final RecordFormat format;
    private final PriorityRules priorities;
    private final Conditions silencing;
    private final Duration onRecord;

    /**
     * @param silencing evaluates the conditions of silences
     * @param onRecord how long it takes until what the tasks took up is on record; {@link #ON_RECORD} where they run
     */
    public Stage(
            String bootstrap, RecordFormat format, PriorityRules priorities, Conditions silencing, Duration onRecord) {
        this.bootstrap = bootstrap;
        this.format = format;
        this.priorities = priorities;
        this.silencing = silencing;
        this.onRecord = onRecord;
    }

    /** Ends a replay that has found what it looks for. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * What is on record now, as it is on record.
     *
     * @param since to begin with the last checkpoint before; empty: as early as the log allows
     */
    public ReplayReport replay(String workspace, Optional<Instant> since, WorkspaceInputs.Progress progress)
            throws InterruptedException {
        try (WorkspaceEvents events = new WorkspaceEvents(bootstrap, format, workspace)) {
            long settled = events.end();
            awaitRecord(progress);
            WorkspaceInputs inputs = new WorkspaceInputs(bootstrap, format, workspace);
            SideBySide both = new SideBySide(events.events(settled, inputs::wasBefore), inputs::eventsBefore);
            Replaying replaying = new Replaying(both);
            Playback playback = Playback.replay(workspace, priorities, silencing, replaying);
            replaying.bytes = new EventBytes(format, playback.state());
            inputs.restore(playback, since);
            Optional<String> parted = Optional.empty();
            try {
                inputs.into(playback, Instant.MAX, (records, total) -> {
                    progress.passed(records, total);
                    if (both.difference().isPresent()) {
                        throw new Enough();
                    }
                });
                both.ended();
            } catch (PartedFromLog elsewhere) {
                parted = Optional.of(elsewhere.getMessage())
                        .filter(why -> both.difference().isEmpty());
            } catch (Enough found) {
                // What follows a difference follows from it.
            }
            return new ReplayReport(
                    workspace,
                    both.difference().isEmpty() && parted.isEmpty(),
                    both.same(),
                    both.incidents(),
                    both.difference().map(this::inWords),
                    parted,
                    inputs.history());
        }
    }

    /** Hears meanwhile whether somebody ends it. */
    private void awaitRecord(WorkspaceInputs.Progress progress) throws InterruptedException {
        long end = System.nanoTime() + onRecord.toNanos();
        while (System.nanoTime() < end) {
            progress.passed(0, 0);
            Thread.sleep(Math.min(LISTEN_MS, onRecord.toMillis()));
        }
    }

    /** Compares what is replayed, once all of an input's outputs are encoded. */
    private static final class Replaying implements Playback.Listener {
        private final SideBySide both;
        private EventBytes bytes;

        Replaying(SideBySide both) {
            this.both = both;
        }

        @Override
        public void said(List<Output> outputs) {
            for (EventBytes.Event event : bytes.of(outputs)) {
                both.replayed(event.incident(), event.value());
            }
        }
    }

    private ReplayReport.Difference inWords(SideBySide.Difference difference) {
        return new ReplayReport.Difference(
                difference.incident(),
                difference.position(),
                difference.lived().map(this::words),
                difference.replayed().map(this::words));
    }

    private String words(byte[] event) {
        String words = EventBytes.words(format, event);
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }

    /**
     * What is on record now, under other policies, until a moment.
     *
     * @param asOf not after now
     */
    public BacktestReport backtest(
            String workspace, Trial trial, Window window, Instant asOf, WorkspaceInputs.Progress progress)
            throws InterruptedException {
        awaitRecord(progress);
        Tales then = new Tales();
        Tales now = new Tales();
        Playback playback = Playback.of(trial, workspace, priorities, silencing, outputs -> hear(outputs, asOf, now));
        WorkspaceInputs inputs = new WorkspaceInputs(bootstrap, format, workspace);
        inputs.restore(playback, Optional.empty());
        try (WorkspaceEvents events = new WorkspaceEvents(bootstrap, format, workspace)) {
            events.fold((event, headline) -> {
                progress.passed(0, 0);
                if (!event.meta().at().isAfter(asOf)) {
                    then.hear(event, headline);
                    if (inputs.wasBefore(event.meta().incident(), event.meta().version())) {
                        now.hear(event, headline);
                    }
                }
            });
        }
        inputs.into(playback, asOf, progress);
        playback.timePassed(asOf);
        Comparison comparison = new Comparison(then, now, window);
        return new BacktestReport(
                workspace,
                window,
                asOf,
                trial.kinds(),
                trial.idleKinds(),
                inputs.history(),
                comparison.before(),
                comparison.after(),
                comparison.grouping(),
                comparison.differences(),
                playback.commandsWithoutIncident(),
                playback.failed());
    }

    private static void hear(List<Output> outputs, Instant asOf, Tales tales) {
        for (Output output : outputs) {
            if (output instanceof Output.Happened happened
                    && !happened.event().meta().at().isAfter(asOf)) {
                tales.hear(happened.event(), happened.headline());
            }
        }
    }

    /** A replay for those who asked over HTTP. */
    Plays.Task replaying(String workspace, Optional<Instant> since) {
        return progress -> {
            ReplayReport report = replay(workspace, since, progress);
            return new Play.Found(report, ReplayText.of(report));
        };
    }

    /** A back-test for those who asked over HTTP. */
    Plays.Task backtesting(String workspace, Trial trial, Window window, Instant asOf) {
        return progress -> {
            BacktestReport report = backtest(workspace, trial, window, asOf, progress);
            return new Play.Found(report, BacktestText.of(report));
        };
    }
}
