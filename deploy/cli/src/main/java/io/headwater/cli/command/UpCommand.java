package io.headwater.cli.command;

import io.headwater.cli.home.HeadwaterHome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the stack. On a terminal it stays and shows what happens; elsewhere it returns once all is up. */
@Command(
        name = "up",
        description = "Start Headwater on this machine. On a terminal it stays until Ctrl-C; in a script, or with"
                + " --detach, it returns once everything is up.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--fresh", description = "Forget all data and logs of earlier runs first.")
    boolean fresh;

    @Option(names = "--detach", description = "Return once everything is up, on a terminal too.")
    boolean detach;

    @Override
    public Integer call() {
        RunningStack stack = new RunningStack(
                HeadwaterHome.ofEnvironment(), spec.commandLine().getOut());
        stack.up(fresh);
        stack.printAddresses();
        if (!detach && System.console() != null) {
            stack.attend();
        }
        return 0;
    }
}
