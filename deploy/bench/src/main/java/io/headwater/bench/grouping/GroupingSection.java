package io.headwater.bench.grouping;

import io.headwater.bench.Effort;
import io.headwater.bench.Figure;
import io.headwater.bench.Progress;
import io.headwater.bench.Section;
import io.headwater.bench.Target;
import io.headwater.simulator.Evaluation;
import io.headwater.simulator.Mix;
import io.headwater.simulator.Night;
import io.headwater.simulator.PlainGrouping;
import io.headwater.simulator.Score;
import io.headwater.simulator.Storm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How well the whole engine groups simulated storms and names their causes, beside plain ways of grouping on the same
 * storms. Its seeds were not looked at while the constants were chosen (those were below {@value #FIRST_SEED}).
 */
public final class GroupingSection implements Section {
    private static final long FIRST_SEED = 100_000;
    private static final int WORST = 10;

    @Override
    public String name() {
        return "grouping";
    }

    @Override
    public String title() {
        return "Grouping of first failures by the whole engine in simulated storms (1-4 causes, 0-3 noisy checks, 40-600 assets; plain:"
                + " one cause, no noise; varied: rates of detection and spread 0.5-1.5 times the usual); baseline: plain rules";
    }

    @Override
    public List<Figure> measure(Effort effort, Progress progress) {
        int storms = effort.of(9, 60, 300);
        List<Figure> figures = new ArrayList<>();
        Storms full = Storms.play("full", sized(Mix.FULL, effort), storms, progress);
        figures.addAll(full.figures(0.92, 0.94, 0.90));
        figures.add(Figure.absolute(
                "full: incidents per cause, at least", "", full.engine.groupsPerCause(), Target.atLeast(0.9)));
        figures.add(Figure.absolute(
                "full: incidents per cause, at most", "", full.engine.groupsPerCause(), Target.atMost(1.05)));
        figures.add(Figure.absolute(
                "full: visible causes without an incident", "", full.engine.causesWithoutGroup(), Target.atMost(0)));
        figures.addAll(
                Storms.play("plain", sized(Mix.PLAIN, effort), storms, progress).figures(0.99, 0.99, 0.98));
        Storms.play("varied", sized(Mix.VARIED, effort), storms, progress)
                .figures(0, 0, 0)
                .forEach(figure -> figures.add(figure.untargeted()));
        for (int causes = 1; causes <= 4; causes++) {
            Score score = new Score();
            for (long seed = 0; seed < storms / 3; seed++) {
                StormedEngine.score(
                        Storm.of(FIRST_SEED + seed, sized(Mix.FULL, effort).exactly(causes, 1)), score);
            }
            figures.add(Figure.absolute(
                            "F1 per storm with %d causes".formatted(causes), "", score.f1PerStorm(), Target.atLeast(0))
                    .untargeted());
            progress.say("%d causes, one noisy check: %s", causes, score);
        }
        full.engine.worst(WORST).forEach(storm -> progress.say("among the worst: %s", storm));
        return figures;
    }

    private static Mix sized(Mix mix, Effort effort) {
        return effort == Effort.TINY ? mix.ofSize(60) : mix;
    }

    /** One mix, grouped by the engine and in plain ways. */
    private static final class Storms {
        private final String mix;
        final Score engine = new Score();
        private final Score rules = new Score();

        private Storms(String mix) {
            this.mix = mix;
        }

        static Storms play(String name, Mix mix, int count, Progress progress) {
            Storms storms = new Storms(name);
            Score byAsset = new Score();
            Score byTime = new Score();
            for (int i = 0; i < count; i++) {
                Storm storm = Storm.of(FIRST_SEED + i, mix);
                List<Evaluation> said = Night.play(storm);
                PlainGrouping.BY_ASSET.score(storm, said, byAsset);
                PlainGrouping.BY_TIME.score(storm, said, byTime);
                PlainGrouping.BY_RULES.score(storm, said, storms.rules);
                StormedEngine.score(storm, storms.engine);
                if ((i + 1) % 50 == 0) {
                    progress.say("%s: %d of %d storms", name, i + 1, count);
                }
            }
            progress.say("%-20s F1 per storm, over pairs, root right, groups per cause", name);
            progress.say("  by asset           %s", byAsset);
            progress.say("  by time            %s", byTime);
            progress.say("  by plain rules     %s", storms.rules);
            progress.say("  the engine         %s  (%d causes)", storms.engine, storms.engine.visibleCauses());
            return storms;
        }

        List<Figure> figures(double f1, double pairs, double root) {
            return List.of(
                    figure("F1 per storm", engine.f1PerStorm(), rules.f1PerStorm(), f1),
                    figure("F1 over all pairs", engine.f1OverPairs(), rules.f1OverPairs(), pairs),
                    figure("root cause right", engine.rootRight(), rules.rootRight(), root));
        }

        private Figure figure(String what, double value, double plain, double least) {
            String name = String.format(Locale.ROOT, "%s: %s (plain rules %.3f)", mix, what, plain);
            return Figure.absolute(name, "", value, Target.atLeast(least));
        }
    }
}
