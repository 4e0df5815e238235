package io.headwater.ingest.http;

import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.ingest.IngestSettings;
import io.headwater.ingest.delivery.Arrival;
import io.headwater.ingest.delivery.Spool;
import io.headwater.ingest.kafka.DeliveryWriter;
import io.headwater.ingest.kafka.HeadwaterLog;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** dbt artifacts of one run, any dbt from 0.20 on. */
@Path("/api/ingest/{ws}/dbt")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.PRODUCER)
public class DbtResource {
    private static final String SOURCE = "dbt";

    @Inject
    HeadwaterLog log;

    @Inject
    IngestSettings settings;

    @Inject
    Answers answers;

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Blocking
    @Operation(
            summary =
                    "Ingest dbt artifacts: run_results.json, and manifest.json, sources.json, catalog.json where present")
    @APIResponse(responseCode = "202", description = "Kafka has acknowledged everything that is counted here")
    public Uni<Response> artifacts(
            @PathParam("ws") String workspace, @Context HttpHeaders headers, MultipartFormDataInput form)
            throws IOException {
        try (DbtParts parts = DbtParts.of(form, new Spool(settings.artifactLimit()))) {
            return write(workspace, headers, parts);
        }
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/gzip"})
    @Blocking
    @Operation(summary = "Ingest one run_results.json")
    public Uni<Response> runResults(@PathParam("ws") String workspace, @Context HttpHeaders headers, InputStream body)
            throws IOException {
        try (DbtParts parts = DbtParts.ofRunResults(body, new Spool(settings.artifactLimit()))) {
            return write(workspace, headers, parts);
        }
    }

    private Uni<Response> write(String workspace, HttpHeaders headers, DbtParts parts) throws IOException {
        Arrival arrival = new Arrival(
                workspace, SOURCE, Instant.now().truncatedTo(ChronoUnit.MILLIS), RequestHeaders.kept(headers));
        try {
            DeliveryWriter writer = log.open();
            Receipt receipt = new DbtIngestion(parts, arrival).write(writer);
            return answers.whenAcknowledged(SOURCE, writer, receipt);
        } catch (RuntimeException failure) {
            throw Answers.isAbsence(failure) ? answers.unavailable(SOURCE, failure) : failure;
        }
    }
}
