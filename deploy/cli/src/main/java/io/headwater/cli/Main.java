package io.headwater.cli;

import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.command.BacktestCommand;
import io.headwater.cli.command.BenchCommand;
import io.headwater.cli.command.DemoCommand;
import io.headwater.cli.command.DoctorCommand;
import io.headwater.cli.command.DownCommand;
import io.headwater.cli.command.PeopleCommand;
import io.headwater.cli.command.PoliciesCommand;
import io.headwater.cli.command.ProjectionCommand;
import io.headwater.cli.command.ReplayCommand;
import io.headwater.cli.command.SendCommand;
import io.headwater.cli.command.StatusCommand;
import io.headwater.cli.command.StormCommand;
import io.headwater.cli.command.SuperviseCommand;
import io.headwater.cli.command.UpCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** `deploy/headwater`: Headwater's command line. */
@Command(
        name = "headwater",
        description = "Headwater on this machine: start it, see it work, feed it.",
        mixinStandardHelpOptions = true,
        version = "headwater 0.1.0",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            DownCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            SendCommand.class,
            StormCommand.class,
            PoliciesCommand.class,
            PeopleCommand.class,
            ProjectionCommand.class,
            ReplayCommand.class,
            BacktestCommand.class,
            BenchCommand.class,
            SuperviseCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(line().execute(args));
    }

    /** What people can mend is told in one line, everything else with its stack trace. */
    static CommandLine line() {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof HeadwaterClient.Refused || failure instanceof Complaint) {
                command.getErr().println("headwater: " + failure.getMessage());
                return 1;
            } else if (failure instanceof UncheckedIOException files) {
                command.getErr().println("headwater: " + files.getMessage() + " (" + files.getCause() + ")");
                return 1;
            } else if (failure instanceof IOException file) {
                command.getErr().println("headwater: " + said(file));
                return 1;
            }
            throw failure;
        });
        return line;
    }

    /** The message of these is a path and nothing else. */
    private static String said(IOException file) {
        String what = file.getClass().getSimpleName().replace("Exception", "");
        return file instanceof FileSystemException
                ? file.getMessage() + ": " + what
                : String.valueOf(file.getMessage());
    }
}
