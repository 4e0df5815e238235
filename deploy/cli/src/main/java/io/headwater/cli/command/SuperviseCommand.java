package io.headwater.cli.command;

import io.headwater.cli.home.HeadwaterHome;
import io.headwater.cli.supervisor.LocalStack;
import io.headwater.cli.supervisor.Supervisor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The process behind `up`: holds all others. Not for people. */
@Command(name = "supervise", hidden = true, mixinStandardHelpOptions = true)
public final class SuperviseCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        HeadwaterHome home = HeadwaterHome.ofEnvironment().prepare();
        Supervisor supervisor = LocalStack.supervisor(home);
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stopAll, "stop-all"));
        supervisor.startAll();
        supervisor.watch();
        return 0;
    }
}
