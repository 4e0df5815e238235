package io.headwater.ingest.http;

import io.headwater.ingest.kafka.DeliveryWriter;
import io.headwater.problem.Problem;
import io.headwater.problem.ProblemException;
import io.headwater.topics.RegistryUnavailable;
import io.headwater.topics.UnreadableRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** The end of every request: 202 once Kafka has acknowledged, 503 where it has not in time. */
@ApplicationScoped
class Answers {
    private static final Logger LOG = Logger.getLogger(Answers.class);

    @Inject
    IngestMetrics metrics;

    Uni<Response> whenAcknowledged(String source, DeliveryWriter written, Receipt receipt) {
        return Uni.createFrom()
                .completionStage(written.acknowledged())
                .map(done -> {
                    metrics.acknowledged(source, receipt);
                    return Response.accepted(receipt)
                            .type(MediaType.APPLICATION_JSON_TYPE)
                            .build();
                })
                .onFailure()
                .transform(failure -> unavailable(source, failure));
    }

    /** Nothing of the request counts as accepted; sending it again is safe, since a repeat is dropped downstream. */
    ProblemException unavailable(String source, Throwable failure) {
        metrics.unavailable(source);
        boolean registry = failure instanceof RegistryUnavailable || failure instanceof UnreadableRecord;
        String part = registry ? "the schema registry" : "Kafka";
        String why = failure instanceof TimeoutException
                ? "did not acknowledge in time"
                : failure instanceof UnreadableRecord ? "does not know the schemas yet" : "is away";
        LOG.warnf("%s: %s %s: %s", source, part, why, failure.toString());
        return Problem.unavailable(part + " " + why + "; nothing was accepted, send the same again")
                .asException(failure);
    }

    static boolean isAbsence(RuntimeException failure) {
        return failure instanceof KafkaException
                || failure instanceof RegistryUnavailable
                // Encoding our own record fails so only where the registry was never provisioned.
                || failure instanceof UnreadableRecord;
    }
}
