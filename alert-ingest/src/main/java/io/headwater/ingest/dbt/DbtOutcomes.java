package io.headwater.ingest.dbt;

import io.headwater.dbt.ArtifactMetadata;
import io.headwater.dbt.Manifest;
import io.headwater.dbt.ManifestNode;
import io.headwater.dbt.RunResult;
import io.headwater.dbt.SourceFreshness;
import io.headwater.ingest.outcome.Grade;
import io.headwater.ingest.outcome.Kind;
import io.headwater.ingest.outcome.Outcome;
import io.headwater.ingest.outcome.OutcomeDraft;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One outcome per result of a dbt run. */
public final class DbtOutcomes {
    private final DbtSubjects subjects;

    /** @param manifest the one that came with the results, where one did */
    public DbtOutcomes(Optional<Manifest> manifest) {
        this.subjects = new DbtSubjects(manifest);
    }

    /**
     * The outcome of a run result; empty where dbt's status is no word we know ({@link #expected} says which we do).
     *
     * @param run the run's id
     */
    public Optional<OutcomeDraft> outcome(RunResult result, ArtifactMetadata metadata, String run) {
        Kind kind = DbtStatus.kind(result.resourceType());
        return DbtStatus.outcome(kind, result.status()).map(outcome -> {
            SortedMap<String, String> said = attributes(result.uniqueId(), result.status(), metadata);
            result.executionSeconds().ifPresent(s -> said.put("execution_seconds", String.valueOf(s)));
            result.startedAt().ifPresent(at -> said.put("started_at", at.toString()));
            Optional.ofNullable(result.adapterResponse().get("rows_affected"))
                    .ifPresent(rows -> said.put("rows_affected", rows));
            return new OutcomeDraft(
                    result.uniqueId(),
                    subjects.name(result.uniqueId()),
                    kind,
                    subjects.of(result.uniqueId()),
                    run,
                    outcome,
                    grade(result.uniqueId()),
                    result.completedAt().or(metadata::generatedAt),
                    Optional.empty(),
                    result.message(),
                    kind == Kind.DATA_TEST || kind == Kind.UNIT_TEST ? result.failures() : Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    said);
        });
    }

    /** The outcome of a source's freshness; empty as in {@link #outcome}. */
    public Optional<OutcomeDraft> outcome(SourceFreshness source, ArtifactMetadata metadata, String run) {
        return DbtStatus.outcome(Kind.FRESHNESS, source.status())
                .map(outcome -> new OutcomeDraft(
                        source.uniqueId(),
                        subjects.name(source.uniqueId()),
                        Kind.FRESHNESS,
                        subjects.of(source.uniqueId()),
                        run,
                        outcome,
                        Grade.UNKNOWN,
                        source.snapshottedAt().or(source::completedAt).or(metadata::generatedAt),
                        source.maxLoadedAt(),
                        source.error().or(() -> stale(source, outcome)),
                        Optional.empty(),
                        source.maxLoadedAt().map(Instant::toString),
                        source.errorAfter().map(after -> "error after " + after).or(() -> source.warnAfter()
                                .map(after -> "warn after " + after)),
                        Optional.empty(),
                        Optional.empty(),
                        attributes(source.uniqueId(), source.status(), metadata)));
    }

    /** Whether dbt's status is a word we know, so that {@link #outcome} is not empty. */
    public static boolean isKnown(RunResult result) {
        return DbtStatus.outcome(DbtStatus.kind(result.resourceType()), result.status())
                .isPresent();
    }

    /** Whether dbt's status is a word we know, so that {@link #outcome} is not empty. */
    public static boolean isKnown(SourceFreshness source) {
        return DbtStatus.outcome(Kind.FRESHNESS, source.status()).isPresent();
    }

    /** The rule that a refused status broke. */
    public static String expected(RunResult result) {
        return DbtStatus.expected(DbtStatus.kind(result.resourceType())) + ", not '" + result.status() + "'";
    }

    /** The rule that a refused status broke. */
    public static String expected(SourceFreshness source) {
        return DbtStatus.expected(Kind.FRESHNESS) + ", not '" + source.status() + "'";
    }

    private Grade grade(String uniqueId) {
        return subjects.node(uniqueId)
                .flatMap(ManifestNode::severity)
                .map(severity -> severity.equals("warn") ? Grade.LOW : Grade.MEDIUM)
                .orElse(Grade.UNKNOWN);
    }

    private SortedMap<String, String> attributes(String uniqueId, String status, ArtifactMetadata metadata) {
        SortedMap<String, String> said = new TreeMap<>(Map.of("dbt.status", status));
        metadata.dbtVersion().ifPresent(version -> said.put("dbt.version", version));
        subjects.node(uniqueId).ifPresent(node -> {
            said.put("dbt.package", node.packageName());
            node.originalFilePath().ifPresent(path -> said.put("dbt.file", path));
            node.materialized().ifPresent(how -> said.put("dbt.materialized", how));
            node.group().ifPresent(group -> said.put("dbt.group", group));
        });
        return said;
    }

    private static Optional<String> stale(SourceFreshness source, Outcome outcome) {
        return outcome == Outcome.PASSED
                ? Optional.empty()
                : source.ageSeconds().map(age -> "newest row is %s old".formatted(words(age.longValue())));
    }

    private static String words(long seconds) {
        if (seconds >= 2 * 86_400) {
            return seconds / 86_400 + " days";
        }
        return seconds >= 2 * 3_600 ? seconds / 3_600 + " hours" : seconds / 60 + " minutes";
    }
}
