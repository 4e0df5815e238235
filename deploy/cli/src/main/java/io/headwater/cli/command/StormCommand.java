package io.headwater.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.cli.Complaint;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.home.HeadwaterHome;
import io.headwater.cli.storm.StormSender;
import io.headwater.cli.storm.StormVerdict;
import io.headwater.montecarlo.McSignature;
import io.headwater.simulator.Mix;
import io.headwater.simulator.Night;
import io.headwater.simulator.Storm;
import io.headwater.simulator.delivery.Parcel;
import io.headwater.simulator.delivery.StormClock;
import io.headwater.simulator.delivery.StormFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a simulated storm as its sources would tell it, sends it, and scores what came of it. */
@Command(
        name = "storm",
        description = {
            "A simulated storm in a made-up warehouse, as real dbt artifacts and Monte Carlo webhooks:",
            "  headwater storm --send              to the running stack, then its score against the truth",
            "  headwater storm --write DIR         into a directory, with the truth beside it",
            "The same seed, size, mix, start and speed give the same bytes."
        },
        mixinStandardHelpOptions = true)
public final class StormCommand implements Callable<Integer> {
    private static final int LARGEST = 1_000_000;
    /** Twenty hours in two minutes. */
    private static final int SENT_SPEED = 600;

    /** What a storm is drawn from. */
    enum Mixture {
        FULL(Mix.FULL),
        VARIED(Mix.VARIED),
        PLAIN(Mix.PLAIN);

        private final Mix mix;

        Mixture(Mix mix) {
            this.mix = mix;
        }
    }

    @Spec
    CommandSpec spec;

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(names = "--assets", defaultValue = "300", description = "10 to 1000000. Default: ${DEFAULT-VALUE}.")
    int assets;

    @Option(
            names = "--mix",
            defaultValue = "full",
            description =
                    "full: one to four causes, up to three noisy checks; varied: the same, seen more or less well;"
                            + " plain: one cause, no noise. Default: ${DEFAULT-VALUE}.")
    String mix;

    @Option(names = "--write", paramLabel = "DIR", description = "A directory that is empty or not there yet.")
    Path write;

    @Option(names = "--send", description = "Send it to the running stack.")
    boolean send;

    @Option(
            names = {"-w", "--workspace"},
            description = "Where to. Default: storm, or the first of storm-2, storm-3, … without incidents.")
    String workspace;

    @Option(
            names = "--speed",
            description = "How many times as fast as the night its times pass, source times and arrivals alike."
                    + " Default: 600 when sent, 1 when only written.")
    Integer speed;

    @Option(names = "--start", description = "Midnight of what is only written. Default: 2026-03-02T00:00:00Z.")
    Instant start;

    @Option(
            names = "--score",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "After sending, hold what came of it against the truth. Default: yes.")
    boolean score;

    @Override
    public Integer call() throws IOException {
        if (!send && write == null) {
            throw new Complaint("say what to do with the storm: --send, --write DIR, or both");
        }
        if (send && start != null) {
            throw new Complaint("a storm that is sent begins now; --start is for one that is only written");
        }
        Storm storm = Storm.of(seed, mixture().ofSize(assets()));
        say(
                "Storm %d: %,d assets, %,d checks, %d jobs, %d causes.",
                seed,
                storm.warehouse().size(),
                storm.warehouse().watches().size(),
                storm.warehouse().jobs().size(),
                storm.causes().size());
        return send ? send(storm) : write(storm);
    }

    private int write(Storm storm) throws IOException {
        StormClock clock = new StormClock(start == null ? Night.MIDNIGHT : start, speed(1));
        try (StormFiles files = files(storm, emptied(write), clock.start(), workspace)) {
            files.project(clock.start());
            int[] deliveries = {1};
            files.night(clock, parcel -> deliveries[0]++);
            say(
                    "%,d deliveries and truth.json, with %,d first failures, in %s",
                    deliveries[0], files.truth().firstFailures().size(), write);
        }
        return 0;
    }

    private int send(Storm storm) throws IOException {
        HeadwaterHome home = HeadwaterHome.ofEnvironment();
        HeadwaterClient client = new RunningStack(home, out()).client();
        String to = workspace == null ? client.freshWorkspace("storm") : workspace;
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Path dir = write == null
                ? home.data().resolve("storm").resolve(to + "-" + now.toString().replaceAll("\\D", ""))
                : emptied(write);
        try (StormFiles files = files(storm, dir, now, to)) {
            StormSender sender = new StormSender(client, to, out());
            sender.send(files.project(now));
            String last = storm.warehouse().name(storm.warehouse().size() - 1);
            if (!client.awaitAsset(to, last, Duration.ofMinutes(5))) {
                throw new Complaint("lineage of workspace " + to + " does not know " + last + " after 5 minutes");
            }
            play(files, sender, client, to);
            out().printf("  Look at   %s/incidents/%s%n  Truth     %s%n", client.url(), to, dir.resolve("truth.json"));
            return score ? score(storm, files, client, to) : 0;
        }
    }

    private void play(StormFiles files, StormSender sender, HeadwaterClient client, String to) throws IOException {
        StormClock clock = new StormClock(Instant.now().truncatedTo(ChronoUnit.MILLIS), speed(SENT_SPEED));
        say("Workspace %s: twenty hours in %d s.", to, 20 * 3600 / clock.speed());
        files.night(clock, parcel -> {
            sender.send(parcel);
            if (parcel.kind() == Parcel.Kind.VIEWS) {
                Duration since = Duration.between(clock.start(), parcel.at()).multipliedBy(clock.speed());
                sender.sayProgress(Night.MIDNIGHT.plus(since), StormVerdict.count(client, to));
            }
        });
        say("Sent: %s.", sender.words());
        if (sender.behind().multipliedBy(clock.speed()).compareTo(Duration.ofMinutes(30)) > 0) {
            say(
                    "Deliveries were up to %d s late, %d minutes of the night: monitors will seem to have failed later"
                            + " than they did. A lower --speed keeps up.",
                    sender.behind().toSeconds(),
                    sender.behind().multipliedBy(clock.speed()).toMinutes());
        }
    }

    private int score(Storm storm, StormFiles files, HeadwaterClient client, String to) {
        StormVerdict verdict =
                new StormVerdict(client, to, storm, files.names(), files.truth().firstFailures());
        verdict.settle();
        boolean good = verdict.print(out());
        out().flush();
        return good ? 0 : 1;
    }

    private static StormFiles files(Storm storm, Path dir, Instant salt, String workspace) throws IOException {
        Optional<Function<ObjectNode, String>> signature = Optional.ofNullable(workspace)
                .flatMap(name -> HeadwaterHome.ofEnvironment().monteCarloSecret(name))
                .map(McSignature::new)
                .map(signing -> signing::of);
        return new StormFiles(storm, dir, salt.toString(), signature);
    }

    private Mix mixture() {
        try {
            return Mixture.valueOf(mix.toUpperCase(Locale.ROOT)).mix;
        } catch (IllegalArgumentException unknown) {
            throw new Complaint("--mix is full, varied or plain, not " + mix);
        }
    }

    private int assets() {
        if (assets < 10 || assets > LARGEST) {
            throw new Complaint("--assets is 10 to " + LARGEST + ", not " + assets);
        }
        return assets;
    }

    private int speed(int byDefault) {
        if (speed != null && speed < 1) {
            throw new Complaint("--speed is 1 or more, not " + speed);
        }
        return speed == null ? byDefault : speed;
    }

    private static Path emptied(Path dir) throws IOException {
        if (Files.exists(dir)) {
            try (Stream<Path> inside = Files.list(dir)) {
                if (inside.findAny().isPresent()) {
                    throw new Complaint(dir + " is not empty; a storm is written into a directory of its own");
                }
            }
        }
        return dir;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void say(String format, Object... values) {
        out().printf(format + "%n", values);
        out().flush();
    }
}
