package io.headwater.ingest.dbt;

import static io.headwater.ingest.outcome.Outcome.ERRORED;
import static io.headwater.ingest.outcome.Outcome.FAILED;
import static io.headwater.ingest.outcome.Outcome.PASSED;
import static io.headwater.ingest.outcome.Outcome.SKIPPED;
import static io.headwater.ingest.outcome.Outcome.WARNED;

import io.headwater.dbt.ResourceType;
import io.headwater.ingest.outcome.Kind;
import io.headwater.ingest.outcome.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * dbt's words, per kind of node, in the design's (section 2). A build that errors is stale or missing data: FAILED. A
 * test that errors broke itself: ERRORED; so did a hook, which has no data of its own. `reused` (dbt 2) says the data
 * still stands.
 */
final class DbtStatus {
    private static final Map<String, Outcome> BUILD = Map.of(
            "success", PASSED,
            "pass", PASSED,
            "reused", PASSED,
            "warn", WARNED,
            "error", FAILED,
            "fail", FAILED,
            // Some batches of a microbatch model are missing; dbt skips what lies downstream.
            "partial success", FAILED,
            "runtime error", FAILED,
            "skipped", SKIPPED,
            "no-op", SKIPPED);

    private static final Map<String, Outcome> TEST = Map.of(
            "pass", PASSED,
            "success", PASSED,
            "reused", PASSED,
            "warn", WARNED,
            "fail", FAILED,
            "error", ERRORED,
            "runtime error", ERRORED,
            "skipped", SKIPPED,
            "no-op", SKIPPED);

    private static final Map<String, Outcome> FRESHNESS = Map.of(
            "pass", PASSED,
            "success", PASSED,
            "reused", PASSED,
            "warn", WARNED,
            "error", FAILED,
            "fail", FAILED,
            "runtime error", ERRORED,
            "skipped", SKIPPED,
            "no-op", SKIPPED);

    private static final Map<String, Outcome> OTHER = Map.of(
            "success", PASSED,
            "pass", PASSED,
            "reused", PASSED,
            "warn", WARNED,
            "error", ERRORED,
            "fail", ERRORED,
            "partial success", ERRORED,
            "runtime error", ERRORED,
            "skipped", SKIPPED,
            "no-op", SKIPPED);

    private DbtStatus() {}

    static Kind kind(ResourceType type) {
        return switch (type) {
            case MODEL, SEED, SNAPSHOT -> Kind.BUILD;
            case TEST -> Kind.DATA_TEST;
            case UNIT_TEST -> Kind.UNIT_TEST;
            case SOURCE -> Kind.FRESHNESS;
            default -> Kind.OTHER;
        };
    }

    /** Empty for a word that dbt does not use for such a node. */
    static Optional<Outcome> outcome(Kind kind, String status) {
        return Optional.ofNullable(words(kind).get(status));
    }

    static String expected(Kind kind) {
        return "must be one of "
                + String.join(", ", new java.util.TreeSet<>(words(kind).keySet()));
    }

    private static Map<String, Outcome> words(Kind kind) {
        return switch (kind) {
            case BUILD -> BUILD;
            case DATA_TEST, UNIT_TEST -> TEST;
            case FRESHNESS -> FRESHNESS;
            default -> OTHER;
        };
    }
}
