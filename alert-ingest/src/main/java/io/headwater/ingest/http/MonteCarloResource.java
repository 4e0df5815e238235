package io.headwater.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.access.Grant;
import io.headwater.access.Open;
import io.headwater.access.TokenFilter;
import io.headwater.dbt.UnreadableArtifact;
import io.headwater.identity.PersonHash;
import io.headwater.ingest.IngestSettings;
import io.headwater.ingest.delivery.Arrival;
import io.headwater.ingest.delivery.Payload;
import io.headwater.ingest.delivery.Spool;
import io.headwater.ingest.kafka.DeliveryWriter;
import io.headwater.ingest.kafka.HeadwaterLog;
import io.headwater.ingest.montecarlo.McAlert;
import io.headwater.ingest.montecarlo.McUnreadable;
import io.headwater.ingest.montecarlo.McWebhook;
import io.headwater.ingest.outcome.OutcomeDraft;
import io.headwater.ingest.outcome.Rejected;
import io.headwater.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Monte Carlo's webhooks. */
@Path("/api/ingest/{ws}/monte-carlo")
@Produces(MediaType.APPLICATION_JSON)
public class MonteCarloResource {
    private static final String SOURCE = "monte-carlo";

    private final HeadwaterLog log;
    private final IngestSettings settings;
    private final Answers answers;
    private final McAdmission admission;
    private final PersonHash people;

    @Inject
    MonteCarloResource(
            HeadwaterLog log,
            IngestSettings settings,
            Answers answers,
            McAdmission admission,
            @ConfigProperty(name = "headwater.people.key") String peopleKey) {
        this.log = log;
        this.settings = settings;
        this.answers = answers;
        this.admission = admission;
        this.people = new PersonHash(peopleKey);
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Blocking
    @Open(
            because =
                    "Monte Carlo signs its webhooks and bears no token; McAdmission looks at signature, token and URL secret")
    @Operation(summary = "Take a Monte Carlo webhook: an alert, or any later update of one")
    @APIResponse(responseCode = "202", description = "Kafka has acknowledged everything that is counted here")
    public Uni<Response> webhook(
            @PathParam("ws") String workspace,
            @HeaderParam("x-mcd-signature") String signature,
            @QueryParam("key") String key,
            @Context HttpHeaders headers,
            @Context ContainerRequestContext request,
            InputStream body)
            throws IOException {
        Grant grant = (Grant) request.getProperty(TokenFilter.GRANT);
        admission.atTheDoor(workspace, signature, grant, key);
        byte[] bytes = bounded(body);
        JsonNode json = parsed(bytes);
        admission.signed(workspace, signature, json);
        McAlert alert = alert(json);
        Arrival arrival = new Arrival(
                workspace, SOURCE, Instant.now().truncatedTo(ChronoUnit.MILLIS), RequestHeaders.kept(headers));
        try (Payload payload = new Spool(settings.webhookLimit())
                .take("monte-carlo.webhook", "body", new ByteArrayInputStream(bytes))) {
            return write(arrival, payload, alert);
        } catch (RuntimeException failure) {
            throw Answers.isAbsence(failure) ? answers.unavailable(SOURCE, failure) : failure;
        }
    }

    private Uni<Response> write(Arrival arrival, Payload payload, McAlert alert) throws IOException {
        String deliveryId = payload.deliveryId(arrival.workspace());
        DeliveryWriter writer = log.open();
        Receipt.Tally tally = new Receipt.Tally();
        Optional<String> owner = alert.owner().map(people::of);
        if (owner.isPresent()) {
            writer.person(arrival, owner.get(), alert.owner().get());
        }
        writer.raw(arrival, payload);
        for (OutcomeDraft draft : alert.outcomes()) {
            OutcomeDraft owned = owner.map(hash -> draft.with("owner", hash)).orElse(draft);
            writer.outcome(arrival, deliveryId, owned, Optional.empty());
            tally.accepted(draft.outcome());
        }
        for (Rejected rejected : alert.rejected()) {
            writer.deadLetter(arrival, deliveryId, rejected);
            tally.rejected(rejected);
        }
        Receipt receipt = tally.receipt(deliveryId, Map.of("monte-carlo.webhook", deliveryId), alert.incident(), null);
        return answers.whenAcknowledged(SOURCE, writer, receipt);
    }

    private byte[] bounded(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(settings.webhookLimit() + 1);
        if (bytes.length > settings.webhookLimit()) {
            throw Problem.of(
                            413,
                            "too-large",
                            "The payload is too large",
                            "a webhook has at most " + settings.webhookLimit() + " bytes",
                            new Problem.FieldError("body", "at most " + settings.webhookLimit() + " bytes"))
                    .asException();
        }
        return bytes;
    }

    private static JsonNode parsed(byte[] bytes) throws IOException {
        try {
            return JsonDocument.read(bytes);
        } catch (UnreadableArtifact unreadable) {
            throw Problem.malformed(
                            "the webhook cannot be read: " + unreadable.fault().rule(),
                            new Problem.FieldError(
                                    unreadable.fault().path(),
                                    unreadable.fault().rule()))
                    .asException(unreadable);
        }
    }

    private static McAlert alert(JsonNode json) {
        try {
            return McWebhook.read(json);
        } catch (McUnreadable unreadable) {
            throw Problem.malformed(
                            unreadable.getMessage(), new Problem.FieldError(unreadable.field(), unreadable.rule()))
                    .asException(unreadable);
        }
    }
}
