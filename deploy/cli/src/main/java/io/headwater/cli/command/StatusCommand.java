package io.headwater.cli.command;

import io.headwater.cli.home.HeadwaterHome;
import io.headwater.cli.supervisor.StackState;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How the parts are and where to look. */
@Command(
        name = "status",
        description = "Show how the parts are, and a new one-time link for the console. Exit code 0: all up, 1: not"
                + " running, 2: some part is not up, or not well.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        RunningStack stack = new RunningStack(
                HeadwaterHome.ofEnvironment(), spec.commandLine().getOut());
        Optional<StackState> state = stack.state();
        if (state.isEmpty()) {
            spec.commandLine().getOut().println("Headwater is not running; `deploy/headwater up` starts it.");
            return 1;
        }
        if (!stack.print(state.get())) {
            return 2;
        }
        stack.printAddresses();
        return 0;
    }
}
