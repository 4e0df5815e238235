package io.headwater.ingest.http;

import io.headwater.dbt.ArtifactFault;
import io.headwater.dbt.ArtifactMetadata;
import io.headwater.dbt.ArtifactVisitor;
import io.headwater.ingest.delivery.Arrival;
import io.headwater.ingest.kafka.DeliveryWriter;
import io.headwater.ingest.outcome.OutcomeDraft;
import io.headwater.ingest.outcome.Rejected;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The second look at a list of results: outcomes to the log, bad records to the dead letters.
 *
 * @param prefix of paths, where the document is not the request's main one
 * @param draft empty where the result is told elsewhere
 */
record Writing<T>(
        String prefix,
        Predicate<T> known,
        Function<T, String> expected,
        Function<T, Optional<OutcomeDraft>> draft,
        String deliveryId,
        int runSize,
        Arrival arrival,
        DeliveryWriter writer,
        Receipt.Tally tally)
        implements ArtifactVisitor<T> {

    @Override
    public void metadata(ArtifactMetadata told) {
        // Known from the first look: here it may come after the results.
    }

    @Override
    public Optional<ArtifactFault> refusal(int index, T result) {
        return known.test(result)
                ? Optional.empty()
                : Optional.of(new ArtifactFault("results[" + index + "].status", expected.apply(result)));
    }

    @Override
    public void result(int index, T result) {
        draft.apply(result).ifPresent(outcome -> {
            writer.outcome(arrival, deliveryId, outcome, Optional.of(runSize));
            tally.accepted(outcome.outcome());
        });
    }

    @Override
    public void rejected(ArtifactFault fault, String json) {
        Rejected record = new Rejected(prefix + fault.path(), fault.rule(), json);
        writer.deadLetter(arrival, deliveryId, record);
        tally.rejected(record);
    }
}
