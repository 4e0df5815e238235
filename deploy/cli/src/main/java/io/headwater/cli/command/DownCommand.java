package io.headwater.cli.command;

import io.headwater.cli.home.HeadwaterHome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends the stack; its data stays. */
@Command(
        name = "down",
        description = "Stop Headwater; its data stays for the next `up`.",
        mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        HeadwaterHome home = HeadwaterHome.ofEnvironment();
        boolean ended = new RunningStack(home, spec.commandLine().getOut()).down();
        spec.commandLine().getOut().println(ended ? "Headwater is down." : "Headwater was not running.");
        return 0;
    }
}
