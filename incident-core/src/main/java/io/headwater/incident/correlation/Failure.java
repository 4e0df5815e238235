package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * First bad outcome (FAILED or WARNED) of an episode of a check: a piece of evidence. What ERRORED says nothing about
 * the data and never becomes one; what was SKIPPED neither failed nor passed.
 *
 * @param assets URNs the check watches, at least one; a single asset unknown to lineage stands for itself
 * @param columns of the asset that the check looks at; empty: the whole of it
 * @param failedAt source time
 * @param lastPassedAt source time of the check's last pass before {@code failedAt}
 * @param anomalySince where the source itself says when the trouble began
 * @param message the source's own words
 */
public record Failure(
        CheckId check,
        CheckKind kind,
        List<String> assets,
        List<String> columns,
        Instant failedAt,
        Optional<Instant> lastPassedAt,
        Optional<Instant> anomalySince,
        Optional<String> message) {
    /** By source time, then check: the order in which all reasoning goes through failures. */
    public static final Comparator<Failure> ORDER =
            Comparator.comparing(Failure::failedAt).thenComparing(Failure::check);

    public Failure {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(failedAt, "failedAt");
        assets = assets.stream().distinct().sorted().toList();
        columns = assets.size() == 1 ? List.copyOf(columns) : List.of();
        if (assets.isEmpty()) {
            throw new IllegalArgumentException("failure of " + check + " names no asset");
        }
    }

    /** The latest that the trouble can have been there: the source's own date of it where that makes sense, else {@code failedAt}. */
    Instant since() {
        return anomalySince
                .filter(since -> since.isBefore(failedAt))
                .filter(since ->
                        lastPassedAt.filter(passed -> !since.isAfter(passed)).isEmpty())
                .orElse(failedAt);
    }
}
