package io.headwater.cli.command;

import io.headwater.cli.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the benchmarks in a JVM of their own, with the memory they need. */
@Command(
        name = "bench",
        description = "Measure what Headwater costs, each figure against a baseline in the same run: `bench core`. Exit"
                + " code 1 if a target is missed.",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    private static final String MAIN = "io.headwater.bench.BenchMain";
    private static final String HEAP = "-Xmx4g";

    @Spec
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SUITE", description = "Which benchmarks: core.")
    String suite;

    @Option(names = "--quick", description = "Fewer repetitions; the sizes that targets name stay.")
    boolean quick;

    @Option(names = "--only", paramLabel = "NAME", description = "One section; several by repeating it.")
    List<String> only = List.of();

    @Override
    public Integer call() throws IOException {
        Path root = Path.of(System.getProperty("headwater.root", "."));
        Path target = root.resolve("deploy/bench/target");
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new Complaint("the benchmarks are not built: " + target.resolve("lib")
                    + " is missing; run deploy/headwater without HEADWATER_NO_BUILD, it builds them");
        }
        Process bench = new ProcessBuilder(command(root, target)).inheritIO().start();
        Thread end = new Thread(bench::destroy, "end-bench");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            return bench.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            bench.destroy();
            return 1;
        }
    }

    List<String> command(Path root, Path target) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dheadwater.dist=" + root.resolve("deploy/stack/target/dist"),
                "-Dheadwater.test.data=" + target,
                "-Dheadwater.incident-core=" + root.resolve("incident-core/target/quarkus-app/quarkus-run.jar"),
                "-cp",
                target.resolve("classes") + java.io.File.pathSeparator + target.resolve("lib") + "/*",
                MAIN,
                suite,
                "--out",
                target.toString()));
        if (quick) {
            command.add("--quick");
        }
        only.forEach(name -> command.addAll(List.of("--only", name)));
        return command;
    }
}
