package io.headwater.simulator.delivery;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headwater.simulator.Cause;
import io.headwater.simulator.Delivery;
import io.headwater.simulator.Evaluation;
import io.headwater.simulator.Night;
import io.headwater.simulator.Storm;
import io.headwater.simulator.Watch;
import io.headwater.simulator.dbt.Invocation;
import io.headwater.simulator.dbt.RunResults;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of a job: a `dbt source freshness`, where it has sources with a rule, and a `dbt build`. */
final class StormRun {
    private static final Duration A_CHECK = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofMinutes(12);
    private static final int THREADS = 4;
    private static final Pattern ROWS = Pattern.compile("Got (\\d+) results");

    private final Storm storm;
    private final SourceNames names;
    private final StormClock clock;
    private final Delivery delivery;
    private final List<Evaluation> freshness;
    private final List<Evaluation> results;

    StormRun(Storm storm, SourceNames names, StormClock clock, Delivery delivery) {
        this.storm = storm;
        this.names = names;
        this.clock = clock;
        this.delivery = delivery;
        // dbt writes what ended first first.
        List<Evaluation> ended = delivery.evaluations().stream()
                .sorted(Comparator.comparing(Evaluation::at))
                .toList();
        this.freshness = ended.stream().filter(StormRun::isFreshness).toList();
        this.results = ended.stream().filter(one -> !isFreshness(one)).toList();
    }

    private static boolean isFreshness(Evaluation one) {
        return one.watch().kind() == Watch.Kind.FRESHNESS;
    }

    boolean hasFreshness() {
        return !freshness.isEmpty();
    }

    boolean hasResults() {
        return !results.isEmpty();
    }

    /** run_results.json. */
    void writeResults(JsonGenerator out) throws IOException {
        RunResults.write(
                out,
                invocation(results, false),
                results.stream().map(this::result),
                "build",
                List.of("tag:" + StormManifest.tag(delivery.job())));
    }

    /** sources.json. */
    void writeFreshness(JsonGenerator out) throws IOException {
        RunResults.writeFreshness(
                out, invocation(freshness, true), freshness.stream().map(this::freshness));
    }

    private Invocation invocation(List<Evaluation> ended, boolean ofFreshness) {
        return new Invocation(
                names.run(delivery.run(), ofFreshness),
                clock.at(ended.get(0).at().minus(A_CHECK)),
                clock.at(ended.get(ended.size() - 1).at()));
    }

    private RunResults.Result result(Evaluation one) {
        boolean test = one.watch().kind() == Watch.Kind.DATA_TEST;
        return new RunResults.Result(
                names.check(one.watch()),
                status(one, test),
                message(one, test),
                test ? failures(one) : OptionalInt.empty(),
                clock.at(one.at().minus(A_CHECK)),
                clock.at(one.at()),
                1 + one.watch().asset() % THREADS,
                test ? Optional.empty() : Optional.of(relation(one.watch().asset())));
    }

    private static String status(Evaluation one, boolean test) {
        return switch (one.status()) {
            case PASSED -> test ? "pass" : "success";
            case FAILED -> test ? "fail" : "error";
            case SKIPPED -> "skipped";
        };
    }

    private static Optional<String> message(Evaluation one, boolean test) {
        return switch (one.status()) {
            case PASSED -> test ? Optional.empty() : Optional.of("SELECT 1204");
            case FAILED -> Optional.of(one.message());
            case SKIPPED -> Optional.empty();
        };
    }

    private static OptionalInt failures(Evaluation one) {
        if (one.status() == Evaluation.Status.SKIPPED) {
            return OptionalInt.empty();
        }
        Matcher rows = ROWS.matcher(one.message());
        return OptionalInt.of(rows.find() ? Integer.parseInt(rows.group(1)) : 0);
    }

    private String relation(int asset) {
        return SourceNames.PROJECT.relationName(
                storm.warehouse().schema(asset), storm.warehouse().name(asset));
    }

    private RunResults.Freshness freshness(Evaluation one) {
        boolean stale = one.status() == Evaluation.Status.FAILED;
        return new RunResults.Freshness(
                names.check(one.watch()),
                stale ? "error" : "pass",
                clock.at(stale ? staleSince(one) : one.at().minus(FRESH)),
                clock.at(one.at()),
                StormManifest.ERROR_AFTER);
    }

    /** Nothing came since the cause began; who fails for none is as stale as its rule allows. */
    private Instant staleSince(Evaluation one) {
        return one.causes().stream()
                .map(storm.causes()::get)
                .map(Cause::minute)
                .min(Integer::compare)
                .map(minute -> Night.MIDNIGHT.plusSeconds(60L * minute))
                .orElse(one.at().minus(Duration.ofHours(1)));
    }
}
