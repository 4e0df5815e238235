package io.headwater.ingest.http;

import io.headwater.dbt.ArtifactFault;
import io.headwater.dbt.ArtifactMetadata;
import io.headwater.dbt.Manifest;
import io.headwater.dbt.ManifestReader;
import io.headwater.dbt.RunResult;
import io.headwater.dbt.RunResultsReader;
import io.headwater.dbt.SourceFreshness;
import io.headwater.dbt.SourcesReader;
import io.headwater.dbt.UnreadableArtifact;
import io.headwater.ingest.dbt.DbtOutcomes;
import io.headwater.ingest.delivery.Arrival;
import io.headwater.ingest.delivery.Payload;
import io.headwater.ingest.kafka.DeliveryWriter;
import io.headwater.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request's artifacts, onto the log. Everything is read to its end before anything is written; results are then read
 * a second time, one at a time, so that no run is ever held whole.
 */
final class DbtIngestion {
    private final DbtParts parts;
    private final Arrival arrival;
    private final Receipt.Tally tally = new Receipt.Tally();

    DbtIngestion(DbtParts parts, Arrival arrival) {
        this.parts = parts;
        this.arrival = arrival;
    }

    /** Reads all; then writes payloads (the manifest first), outcomes and dead letters. */
    Receipt write(DeliveryWriter writer) throws IOException {
        Optional<Manifest> manifest = manifest();
        checkCatalog();
        Survey<RunResult> results = surveyResults();
        Survey<SourceFreshness> freshness = surveyFreshness();
        Optional<String> resultsRun = run(Artifact.RUN_RESULTS, results.metadata());
        Optional<String> freshnessRun = run(Artifact.SOURCES, freshness.metadata());
        boolean oneRun = resultsRun.isPresent() && resultsRun.equals(freshnessRun);
        Set<String> sizes = new HashSet<>(results.checks());
        if (oneRun) {
            sizes.addAll(freshness.checks());
        }

        for (Artifact artifact :
                new Artifact[] {Artifact.MANIFEST, Artifact.CATALOG, Artifact.RUN_RESULTS, Artifact.SOURCES}) {
            if (parts.get(artifact).isPresent()) {
                writer.raw(arrival, parts.get(artifact).get());
            }
        }
        DbtOutcomes outcomes = new DbtOutcomes(manifest);
        if (freshnessRun.isPresent()) {
            int size = oneRun ? sizes.size() : freshness.checks().size();
            read(
                    Artifact.SOURCES,
                    in -> SourcesReader.read(
                            in,
                            new Writing<SourceFreshness>(
                                    "sources.json:",
                                    DbtOutcomes::isKnown,
                                    DbtOutcomes::expected,
                                    source -> outcomes.outcome(source, metadata(freshness), freshnessRun.get()),
                                    id(Artifact.SOURCES),
                                    size,
                                    arrival,
                                    writer,
                                    tally)));
        }
        if (resultsRun.isPresent()) {
            // The freshness of a source stands in both documents of a dbt 2 build; sources.json says more.
            Set<String> told = oneRun ? freshness.checks() : Set.of();
            read(
                    Artifact.RUN_RESULTS,
                    in -> RunResultsReader.read(
                            in,
                            new Writing<RunResult>(
                                    "",
                                    DbtOutcomes::isKnown,
                                    DbtOutcomes::expected,
                                    result -> told.contains(result.uniqueId())
                                            ? Optional.empty()
                                            : outcomes.outcome(result, metadata(results), resultsRun.get()),
                                    id(Artifact.RUN_RESULTS),
                                    sizes.size(),
                                    arrival,
                                    writer,
                                    tally)));
        }
        return receipt(resultsRun.or(() -> freshnessRun), manifest.isPresent());
    }

    private Receipt receipt(Optional<String> run, boolean manifest) {
        Map<String, String> deliveries = new LinkedHashMap<>();
        parts.all().forEach((artifact, payload) -> deliveries.put(artifact.kind(), id(artifact)));
        String main = deliveries.getOrDefault(
                Artifact.RUN_RESULTS.kind(), deliveries.values().iterator().next());
        return tally.receipt(main, deliveries, run.orElse(null), manifest ? "accepted" : "absent");
    }

    private Optional<Manifest> manifest() throws IOException {
        Manifest[] read = new Manifest[1];
        read(Artifact.MANIFEST, in -> read[0] = ManifestReader.read(in));
        return Optional.ofNullable(read[0]);
    }

    private void checkCatalog() throws IOException {
        read(Artifact.CATALOG, JsonDocument::check);
    }

    private Survey<RunResult> surveyResults() throws IOException {
        Survey<RunResult> survey = new Survey<>(RunResult::uniqueId, DbtOutcomes::isKnown);
        read(Artifact.RUN_RESULTS, in -> RunResultsReader.read(in, survey));
        return survey;
    }

    private Survey<SourceFreshness> surveyFreshness() throws IOException {
        Survey<SourceFreshness> survey = new Survey<>(SourceFreshness::uniqueId, DbtOutcomes::isKnown);
        read(Artifact.SOURCES, in -> SourcesReader.read(in, survey));
        return survey;
    }

    /** The invocation; a document that names none is a run of its own. Empty where the document is absent. */
    private Optional<String> run(Artifact artifact, Optional<ArtifactMetadata> metadata) {
        return parts.get(artifact)
                .map(payload -> metadata.flatMap(ArtifactMetadata::invocationId).orElseGet(() -> id(artifact)));
    }

    private static ArtifactMetadata metadata(Survey<?> survey) {
        return survey.metadata().orElse(ArtifactMetadata.NONE);
    }

    private String id(Artifact artifact) {
        return parts.get(artifact)
                .map(payload -> payload.deliveryId(arrival.workspace()))
                .orElse("");
    }

    private interface Reading {
        void of(InputStream in) throws IOException, UnreadableArtifact;
    }

    private void read(Artifact artifact, Reading reading) throws IOException {
        Optional<Payload> payload = parts.get(artifact);
        if (payload.isEmpty()) {
            return;
        }
        try (InputStream in = payload.get().open()) {
            reading.of(in);
        } catch (UnreadableArtifact unreadable) {
            ArtifactFault fault = unreadable.fault();
            throw Problem.malformed(
                            artifact.fileName() + " cannot be read at " + fault.path() + ": " + fault.rule(),
                            new Problem.FieldError(artifact.fileName() + ":" + fault.path(), fault.rule()))
                    .asException(unreadable);
        }
    }
}
