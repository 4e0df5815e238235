package io.headwater.simulator.delivery;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.simulator.Delivery;
import io.headwater.simulator.Evaluation;
import io.headwater.simulator.Night;
import io.headwater.simulator.Storm;
import io.headwater.simulator.dbt.Invocation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes a storm into a directory, a delivery at a time: `deliveries/` holds the files, numbered in the order of arrival,
 * `deliveries.jsonl` says of each when it is due and where it is posted, repeats too; `truth.json` what was behind it all.
 * The same storm, start and speed give the same bytes.
 */
public final class StormFiles implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Storm storm;
    private final Path dir;
    private final SourceNames names;
    private final Optional<Function<ObjectNode, String>> signature;
    private final BufferedWriter index;
    private final Map<String, Parcel> byRun = new HashMap<>();
    private final Truth truth;
    private int written;

    /**
     * @param dir made where it is not there
     * @param salt sets the runs and alerts of this sending apart from those of another of the same storm
     * @param signature of Monte Carlo's webhooks; empty: they are not signed
     */
    public StormFiles(Storm storm, Path dir, String salt, Optional<Function<ObjectNode, String>> signature)
            throws IOException {
        this.storm = storm;
        this.dir = dir;
        this.names = new SourceNames(storm.warehouse(), storm.seed() + " " + salt);
        this.signature = signature;
        this.truth = new Truth(storm, names);
        Files.createDirectories(dir.resolve("deliveries"));
        this.index = Files.newBufferedWriter(dir.resolve("deliveries.jsonl"));
    }

    public SourceNames names() {
        return names;
    }

    /** What the storm did; whole once the night is over. */
    public Truth truth() {
        return truth;
    }

    /** The project's manifest, which comes before all else. */
    public Parcel project(Instant at) throws IOException {
        Path folder = folder(at, "lineage");
        Invocation invocation = new Invocation(names.run("parse", false), at.minusSeconds(5), at);
        Path file = write(folder, "manifest.json", out -> new StormManifest(storm, names).write(out, invocation));
        return told(Parcel.of(written, at, Parcel.Kind.LINEAGE, Map.of("manifest.json", file), Map.of(), 0));
    }

    /** Plays the night; each delivery is on disk when it is told. At the end the truth is, too. */
    public void night(StormClock clock, Consumer<Parcel> arrived) throws IOException {
        StormAlerts alerts = new StormAlerts(names, clock);
        HourlyViews views = new HourlyViews(storm, clock);
        Night.play(storm, delivery -> {
            Instant due = clock.at(delivery.arrives());
            tellViews(views, due, arrived);
            truth.note(delivery);
            arrived.accept(parcel(delivery, due, clock, alerts));
        });
        tellViews(views, Instant.MAX, arrived);
        write(dir, "truth.json", out -> truth.write(out, clock));
    }

    private void tellViews(HourlyViews views, Instant until, Consumer<Parcel> arrived) {
        while (views.due().isBefore(until)) {
            arrived.accept(views(views));
        }
    }

    private Parcel views(HourlyViews views) {
        try {
            Instant due = views.due();
            Path file = write(folder(due, "views"), "views.json", out -> out.writeTree(views.next()));
            return told(Parcel.of(written, due, Parcel.Kind.VIEWS, Map.of("views.json", file), Map.of(), 0));
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private Parcel parcel(Delivery delivery, Instant due, StormClock clock, StormAlerts alerts) {
        try {
            if (delivery.repeats()) {
                return told(byRun.get(delivery.run()).again(written, due));
            }
            Parcel parcel = delivery.ofDbt() ? run(delivery, due, clock) : alert(delivery, due, alerts);
            byRun.put(delivery.run(), parcel);
            return told(parcel);
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private UncheckedIOException failed(IOException failure) {
        return new UncheckedIOException("cannot write the storm to " + dir, failure);
    }

    private Parcel run(Delivery delivery, Instant due, StormClock clock) throws IOException {
        StormRun run = new StormRun(storm, names, clock, delivery);
        Path folder = folder(due, "dbt-" + StormManifest.tag(delivery.job()).replace('_', '-'));
        Map<String, Path> files = new LinkedHashMap<>();
        if (run.hasResults()) {
            files.put("run_results.json", write(folder, "run_results.json", run::writeResults));
        }
        if (run.hasFreshness()) {
            files.put("sources.json", write(folder, "sources.json", run::writeFreshness));
        }
        return Parcel.of(
                written,
                due,
                Parcel.Kind.DBT,
                files,
                Map.of(),
                delivery.evaluations().size());
    }

    private Parcel alert(Delivery delivery, Instant due, StormAlerts alerts) throws IOException {
        Evaluation one = delivery.evaluations().get(0);
        ObjectNode payload = alerts.payload(one);
        Map<String, String> headers = signature
                .map(of -> Map.of("x-mcd-signature", of.apply(payload)))
                .orElse(Map.of());
        Path file = write(folder(due, "monte-carlo"), "webhook.json", out -> out.writeTree(payload));
        return Parcel.of(written, due, Parcel.Kind.MONTE_CARLO, Map.of("webhook.json", file), headers, 1);
    }

    private interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private Path folder(Instant at, String what) throws IOException {
        String name = "%06d-%s-%s".formatted(written, STAMP.format(at), what);
        return Files.createDirectories(dir.resolve("deliveries").resolve(name));
    }

    private static Path write(Path folder, String name, Writing writing) throws IOException {
        Path file = folder.resolve(name);
        try (JsonGenerator out = JSON.getFactory().createGenerator(Files.newBufferedWriter(file))) {
            writing.to(out);
        }
        return file;
    }

    /** Adds it to the index. */
    private Parcel told(Parcel parcel) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        line.put("number", parcel.number()).put("at", parcel.at().toString());
        line.put("post", parcel.to()).put("outcomes", parcel.outcomes());
        ArrayNode files = line.putArray("files");
        parcel.files().values().forEach(file -> files.add(dir.relativize(file).toString()));
        ObjectNode headers = line.putObject("headers");
        parcel.headers().forEach(headers::put);
        parcel.repeats().ifPresent(number -> line.put("repeats", number));
        index.write(line.toString());
        index.write('\n');
        written++;
        return parcel;
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
