package io.headwater.cli.command;

import io.headwater.cli.demo.Demo;
import io.headwater.cli.home.HeadwaterHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the main job on a sample company. */
@Command(
        name = "demo",
        description = "Start Headwater if it is not running and play a bad night at a sample company: a healthy run, a"
                + " storm of alerts, the repair. On a terminal it stays until Ctrl-C; in a script, or with --detach, it"
                + " returns (exit code 0 if all came out right) and Headwater stays up until `down`.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--fresh", description = "Forget all data and logs of earlier runs first.")
    boolean fresh;

    @Option(names = "--detach", description = "Return at the end, on a terminal too.")
    boolean detach;

    @Option(
            names = "--storm",
            defaultValue = "60",
            description = "Over how many seconds the alerts arrive. Default: ${DEFAULT-VALUE}.")
    int stormSeconds;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        HeadwaterHome home = HeadwaterHome.ofEnvironment();
        RunningStack stack = new RunningStack(home, out);
        stack.up(fresh);
        stack.printAddresses();
        out.println();
        Path sample = Path.of(System.getProperty("headwater.root"), "deploy", "sample");
        Demo demo =
                new Demo(stack.client(), out, sample, home.data().resolve("demo"), Duration.ofSeconds(stormSeconds));
        boolean good = demo.play();
        if (!detach && System.console() != null) {
            stack.attend();
        } else {
            out.println("\nHeadwater stays up; `deploy/headwater down` stops it.");
        }
        return good ? 0 : 1;
    }
}
