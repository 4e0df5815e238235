package io.headwater.simulator.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.dbt.ArtifactFault;
import io.headwater.dbt.ArtifactMetadata;
import io.headwater.dbt.ArtifactVisitor;
import io.headwater.dbt.Manifest;
import io.headwater.dbt.ManifestReader;
import io.headwater.dbt.RunResult;
import io.headwater.dbt.RunResultsReader;
import io.headwater.dbt.SourceFreshness;
import io.headwater.dbt.SourcesReader;
import io.headwater.ingest.dbt.DbtOutcomes;
import io.headwater.ingest.montecarlo.McWebhook;
import io.headwater.ingest.outcome.OutcomeDraft;
import io.headwater.simulator.Delivery;
import io.headwater.simulator.Mix;
import io.headwater.simulator.Night;
import io.headwater.simulator.Storm;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A storm in a directory, read back with the readers that Headwater itself uses. */
final class WrittenStorm {
    static final Instant START = Instant.parse("2026-05-04T00:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    final Storm storm;
    final Path dir;
    final StormClock clock;
    final SourceNames names;
    final List<Parcel> parcels = new ArrayList<>();
    final List<Delivery> deliveries = new ArrayList<>();
    final Manifest manifest;

    WrittenStorm(Storm storm, Path dir, int speed, Optional<Function<ObjectNode, String>> signature) throws Exception {
        this.storm = storm;
        this.dir = dir;
        this.clock = new StormClock(START, speed);
        try (StormFiles files = new StormFiles(storm, dir, "a test", signature)) {
            parcels.add(files.project(START));
            files.night(clock, parcels::add);
            names = files.names();
        }
        Night.play(storm, deliveries::add);
        try (InputStream in = Files.newInputStream(parcels.get(0).files().get("manifest.json"))) {
            manifest = ManifestReader.read(in);
        }
    }

    static WrittenStorm of(long seed, Path dir) throws Exception {
        return new WrittenStorm(Storm.of(seed, Mix.FULL.ofSize(80)), dir.resolve("storm-" + seed), 1, Optional.empty());
    }

    /** What checks say, in the order of arrival; one parcel for each delivery. */
    List<Parcel> ofChecks() {
        return parcels.stream().filter(parcel -> parcel.outcomes() > 0).toList();
    }

    /** What alert-ingest makes of it. */
    List<OutcomeDraft> outcomes(Parcel parcel) throws Exception {
        if (parcel.kind() == Parcel.Kind.MONTE_CARLO) {
            return McWebhook.read(json(parcel.files().get("webhook.json"))).outcomes();
        }
        DbtOutcomes reader = new DbtOutcomes(Optional.of(manifest));
        Path results = parcel.files().get("run_results.json");
        Path freshness = parcel.files().get("sources.json");
        List<OutcomeDraft> outcomes = new ArrayList<>();
        if (results != null) {
            try (InputStream in = Files.newInputStream(results)) {
                RunResultsReader.read(
                        in, new Collecting<RunResult>((one, of) -> reader.outcome(one, of, id(of)), outcomes));
            }
        }
        if (freshness != null) {
            try (InputStream in = Files.newInputStream(freshness)) {
                SourcesReader.read(
                        in, new Collecting<SourceFreshness>((one, of) -> reader.outcome(one, of, id(of)), outcomes));
            }
        }
        return outcomes;
    }

    private static String id(ArtifactMetadata metadata) {
        return metadata.invocationId().orElseThrow();
    }

    static JsonNode json(Path file) throws Exception {
        return JSON.readTree(file.toFile());
    }

    private static final class Collecting<T> implements ArtifactVisitor<T> {
        private final BiFunction<T, ArtifactMetadata, Optional<OutcomeDraft>> reading;
        private final List<OutcomeDraft> into;
        private ArtifactMetadata metadata = ArtifactMetadata.NONE;

        private Collecting(BiFunction<T, ArtifactMetadata, Optional<OutcomeDraft>> reading, List<OutcomeDraft> into) {
            this.reading = reading;
            this.into = into;
        }

        @Override
        public void metadata(ArtifactMetadata itsMetadata) {
            metadata = itsMetadata;
        }

        @Override
        public void result(int index, T result) {
            into.add(reading.apply(result, metadata).orElseThrow());
        }

        @Override
        public void rejected(ArtifactFault fault, String json) {
            throw new AssertionError(fault + " in " + json);
        }
    }
}
