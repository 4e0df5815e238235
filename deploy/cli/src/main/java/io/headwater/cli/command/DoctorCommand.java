package io.headwater.cli.command;

import io.headwater.cli.home.HeadwaterHome;
import io.headwater.cli.home.Ports;
import io.headwater.cli.supervisor.Health;
import io.headwater.cli.supervisor.PartState;
import io.headwater.cli.supervisor.StackState;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at everything that commonly goes wrong and says how to mend it. */
@Command(
        name = "doctor",
        description =
                "Check this machine and the stack; say what is wrong and how to mend it. Exit code 1 if anything is.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    private static final long DISK_NEEDED = 2L << 30;
    private static final long MEMORY_NEEDED = 3L << 30;

    @Spec
    CommandSpec spec;

    private PrintWriter out;
    private int complaints;

    @Override
    public Integer call() throws IOException {
        out = spec.commandLine().getOut();
        HeadwaterHome home = HeadwaterHome.ofEnvironment().prepare();
        machine(home);
        Optional<StackState> state = new RunningStack(home, out).state();
        if (state.isPresent()) {
            parts(state.get());
        } else {
            leftovers(home);
            ports(home);
        }
        logs(home);
        out.println(complaints == 0 ? "Nothing is wrong." : complaints + " thing(s) to mend.");
        return complaints == 0 ? 0 : 1;
    }

    private void machine(HeadwaterHome home) throws IOException {
        check(
                Runtime.version().feature() >= 17,
                "Java " + Runtime.version(),
                "Headwater needs Java 17 or newer; set JAVA_HOME");
        long disk = Files.getFileStore(home.dir()).getUsableSpace();
        check(disk > DISK_NEEDED, "disk: " + (disk >> 20) + " MiB free at " + home.dir(), "make room, 2 GiB at least");
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long memory = system.getTotalMemorySize();
        check(memory > MEMORY_NEEDED, "memory: " + (memory >> 20) + " MiB in all", "the stack needs about 3 GiB");
        Path root = Path.of(System.getProperty("headwater.root", "."));
        for (String part :
                List.of("alert-ingest", "lineage-service", "incident-core", "notifier", "ticketing-bridge")) {
            Path jar = root.resolve(part).resolve("target/quarkus-app/quarkus-run.jar");
            check(Files.exists(jar), part + " is built", "run deploy/headwater up, it builds what is missing");
        }
    }

    private void parts(StackState state) {
        for (PartState part : state.parts()) {
            String line = part.name() + " is " + part.phase().name().toLowerCase(java.util.Locale.ROOT)
                    + (part.restarts() > 0 ? ", brought back " + part.restarts() + " times" : "");
            check(part.isUp(), line, part.message().isEmpty() ? "wait a moment, or see its log" : part.message());
            Health.complaint(part)
                    .ifPresent(complaint -> check(
                            false,
                            "but " + part.name() + " is not well: " + complaint,
                            "wait a moment; if it stays so, see logs/" + part.name() + ".log"));
        }
    }

    private void leftovers(HeadwaterHome home) {
        Optional<StackState> left = StackState.read(home.stateFile());
        check(
                left.isEmpty(),
                left.isEmpty() ? "no stack is running" : "a stack ended without clearing up",
                "run deploy/headwater down, it ends what is left");
    }

    private void ports(HeadwaterHome home) {
        for (Map.Entry<String, Integer> port : Ports.of(home).byPart().entrySet()) {
            check(
                    Ports.isFree(port.getValue()),
                    "port " + port.getValue() + " for " + port.getKey(),
                    "another program listens there (Linux: ss -ltnp 'sport = :" + port.getValue()
                            + "'); end it, or set port." + port.getKey() + "=… in "
                            + home.dir().resolve("headwater.properties"));
        }
    }

    private void logs(HeadwaterHome home) throws IOException {
        try (Stream<Path> files = Files.list(home.logs())) {
            for (Path log :
                    files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
                long errors;
                try (Stream<String> lines = Files.lines(log, java.nio.charset.StandardCharsets.ISO_8859_1)) {
                    errors = lines.filter(l -> l.contains(" ERROR ") || l.contains("SEVERE"))
                            .count();
                }
                if (errors > 0) {
                    out.println("  · " + log.getFileName() + " holds " + errors + " error line(s); look there first");
                }
            }
        }
    }

    private void check(boolean good, String what, String mend) {
        out.println((good ? "  ✔ " : "  ✘ ") + what + (good ? "" : "\n      " + mend));
        complaints += good ? 0 : 1;
    }
}
