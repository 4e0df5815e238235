package io.headwater.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a suite of benchmarks and prints one table. Exit code 0: every target holds; 1: one is missed; 2: wrong call. */
@Command(
        name = "bench",
        description = "Measure what Headwater costs, each figure against its baseline in the same run.",
        mixinStandardHelpOptions = true)
public final class BenchMain implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SUITE", description = "Which benchmarks: ${COMPLETION-CANDIDATES}.")
    Suite suite;

    @Option(names = "--quick", description = "Fewer repetitions; the sizes that targets name stay.")
    boolean quick;

    @Option(names = "--only", paramLabel = "NAME", description = "One section; several by repeating it.")
    List<String> only = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Where the table goes as Markdown too (SUITE.md).")
    Path out = Path.of("target");

    private BenchMain() {}

    public static void main(String[] args) {
        System.exit(line().execute(args));
    }

    static CommandLine line() {
        return new CommandLine(new BenchMain()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws Exception {
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        Progress progress = new Progress(System.out);
        List<Report.Measured> measured = new ArrayList<>();
        for (Section section : chosen()) {
            progress.say("%s: %s", section.name(), section.title());
            long start = System.nanoTime();
            List<Figure> figures = section.measure(effort, progress);
            measured.add(new Report.Measured(section.title(), figures, (System.nanoTime() - start) / 1_000_000_000));
        }
        Report report = new Report(suite.name().toLowerCase(Locale.ROOT), effort, Machine.here(), measured);
        System.out.println("\n" + report.markdown());
        write(report);
        return report.holds() ? 0 : 1;
    }

    private List<Section> chosen() {
        List<String> names = suite.sections().stream().map(Section::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "no section '" + name + "' in this suite; there are " + String.join(", ", names));
            }
        }
        return suite.sections().stream()
                .filter(section -> only.isEmpty() || only.contains(section.name()))
                .toList();
    }

    private void write(Report report) throws IOException {
        Files.createDirectories(out);
        Path file = out.resolve(report.suite() + ".md");
        Files.writeString(file, report.markdown());
        System.out.println("Written to " + file + ".");
    }
}
