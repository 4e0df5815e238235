package io.headwater.cli;

import io.headwater.cli.FakeInstallation.Received;
import io.headwater.cli.home.HeadwaterHome;
import io.headwater.cli.supervisor.PartState;
import io.headwater.cli.supervisor.StackState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a test types, against an installation that is not there. */
abstract class TypedCommand {
    @TempDir
    Path dir;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    FakeInstallation installation;
    HeadwaterHome home;

    @BeforeEach
    void live() throws IOException {
        installation = new FakeInstallation();
        home = new HeadwaterHome(dir.resolve("home")).prepare();
        settings("port.gateway=" + installation.port());
        System.setProperty("headwater.home", home.dir().toString());
        System.setProperty("headwater.root", dir.resolve("root").toString());
    }

    @AfterEach
    void leave() {
        System.clearProperty("headwater.home");
        System.clearProperty("headwater.root");
        installation.close();
    }

    int run(String... typed) {
        CommandLine line = Main.line();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(typed);
    }

    List<String> lines() {
        return installation.received.stream().map(Received::line).toList();
    }

    /** A stack whose supervisor is this very process. */
    void running(PartState part) {
        ProcessHandle self = ProcessHandle.current();
        long started = self.info().startInstant().orElseThrow().toEpochMilli();
        new StackState(self.pid(), started, "http://localhost", part.isUp(), false, List.of(part))
                .write(home.stateFile());
    }

    void settings(String text) throws IOException {
        Files.writeString(home.dir().resolve("headwater.properties"), text + "\n");
    }

    Path file(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
