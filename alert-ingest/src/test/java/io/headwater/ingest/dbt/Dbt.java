package io.headwater.ingest.dbt;

import io.headwater.dbt.ArtifactFault;
import io.headwater.dbt.ArtifactMetadata;
import io.headwater.dbt.ArtifactVisitor;
import io.headwater.dbt.Manifest;
import io.headwater.dbt.ManifestReader;
import io.headwater.dbt.RunResult;
import io.headwater.dbt.RunResultsReader;
import io.headwater.dbt.SourceFreshness;
import io.headwater.dbt.SourcesReader;
import io.headwater.dbt.UnreadableArtifact;
import io.headwater.ingest.outcome.OutcomeDraft;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A small language for dbt's documents, with single quotes for double ones; reads them as the service does. */
final class Dbt {
    private Dbt() {}

    /** What a document with a list of results came to. */
    record Reading(
            ArtifactMetadata metadata, List<OutcomeDraft> outcomes, List<ArtifactFault> rejected, List<String> words) {
        OutcomeDraft only() {
            if (outcomes.size() != 1) {
                throw new AssertionError(outcomes.size() + " outcomes, rejected: " + rejected);
            }
            return outcomes.get(0);
        }

        /** How often each outcome was said, by name. */
        Map<String, Integer> counts() {
            Map<String, Integer> counts = new java.util.TreeMap<>();
            outcomes.forEach(draft -> counts.merge(draft.outcome().name(), 1, Integer::sum));
            return counts;
        }
    }

    static Reading results(Optional<Manifest> manifest, InputStream in) throws IOException, UnreadableArtifact {
        DbtOutcomes outcomes = new DbtOutcomes(manifest);
        Collecting<RunResult> reading = new Collecting<>(DbtOutcomes::isKnown, RunResult::status);
        RunResultsReader.read(in, reading);
        return reading.told(result -> outcomes.outcome(result, reading.metadata, "run"));
    }

    static Reading freshness(Optional<Manifest> manifest, InputStream in) throws IOException, UnreadableArtifact {
        DbtOutcomes outcomes = new DbtOutcomes(manifest);
        Collecting<SourceFreshness> reading = new Collecting<>(DbtOutcomes::isKnown, SourceFreshness::status);
        SourcesReader.read(in, reading);
        return reading.told(source -> outcomes.outcome(source, reading.metadata, "run"));
    }

    /** The outcome of a run result of that id and status, without a manifest. */
    static Reading result(String uniqueId, String status) {
        return results("{'unique_id': '%s', 'status': '%s'}".formatted(uniqueId, status));
    }

    /** Run results, elements as given, generated at 02:00. */
    static Reading results(String elements) {
        return results(Optional.empty(), elements);
    }

    static Reading results(Optional<Manifest> manifest, String elements) {
        return unchecked(() -> results(manifest, stream(document("run-results/v6", elements))));
    }

    static Reading freshness(String elements) {
        return unchecked(() -> freshness(Optional.empty(), stream(document("sources/v3", elements))));
    }

    /** A manifest with these nodes (`'id': {…}, …`) and sources. */
    static Optional<Manifest> manifest(String nodes, String sources) {
        String document =
                ("{'metadata': {'dbt_schema_version': 'https://schemas.getdbt.com/dbt/manifest/v12.json', 'adapter_type':"
                                + " 'snowflake'}, 'nodes': {%s}, 'sources': {%s}}")
                        .formatted(nodes, sources);
        return unchecked(() -> Optional.of(ManifestReader.read(stream(document))));
    }

    private static String document(String schema, String elements) {
        return ("{'metadata': {'dbt_schema_version': 'https://schemas.getdbt.com/dbt/%s.json', 'dbt_version': '1.9.4',"
                        + " 'generated_at': '2026-03-01T02:00:00Z', 'invocation_id': 'run'}, 'results': [%s]}")
                .formatted(schema, elements);
    }

    static InputStream stream(String json) {
        return new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private interface Reads<T> {
        T read() throws IOException, UnreadableArtifact;
    }

    private static <T> T unchecked(Reads<T> reads) {
        try {
            return reads.read();
        } catch (IOException | UnreadableArtifact broken) {
            throw new UncheckedIOException(new IOException(broken.getMessage(), broken));
        }
    }

    private static final class Collecting<T> implements ArtifactVisitor<T> {
        private final Predicate<T> known;
        private final Function<T, String> word;
        private final List<T> results = new ArrayList<>();
        private final List<ArtifactFault> rejected = new ArrayList<>();
        private final Map<Integer, String> words = new HashMap<>();
        private ArtifactMetadata metadata = ArtifactMetadata.NONE;

        Collecting(Predicate<T> known, Function<T, String> word) {
            this.known = known;
            this.word = word;
        }

        Reading told(Function<T, Optional<OutcomeDraft>> outcome) {
            List<OutcomeDraft> drafts =
                    results.stream().map(outcome).map(Optional::orElseThrow).toList();
            return new Reading(metadata, drafts, rejected, List.copyOf(words.values()));
        }

        @Override
        public void metadata(ArtifactMetadata told) {
            metadata = told;
        }

        @Override
        public Optional<ArtifactFault> refusal(int index, T result) {
            return known.test(result)
                    ? Optional.empty()
                    : Optional.of(new ArtifactFault("results[" + index + "].status", word.apply(result)));
        }

        @Override
        public void result(int index, T result) {
            results.add(result);
            words.put(index, word.apply(result));
        }

        @Override
        public void rejected(ArtifactFault fault, String json) {
            rejected.add(fault);
        }
    }
}
