package io.headwater.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.identity.ContentId;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.RawPayload;
import io.headwater.schema.SubjectRef;
import io.headwater.stack.HeadwaterStack;
import io.headwater.stack.LargeManifest;
import io.headwater.stack.PackagedService;
import io.headwater.stack.TestTokens;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The service as it is shipped, in the heap that the local stack gives it. */
class PackagedServiceIT {
    private static final String HEAP = "256m";
    private static final long LARGE = 200L * 1024 * 1024;
    private static final String BOUNDARY = "headwater-boundary";
    private static final String RUN =
            """
            {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/run-results/v6.json", "invocation_id": "big-run"},
             "results": [{"unique_id": "test.big.t0_m7.7", "status": "fail", "failures": 3}]}""";

    @Test
    void a_manifest_of_200_megabytes_is_streamed_through_a_small_heap() throws Exception {
        HttpResponse<String> answer;
        try (LargeManifest manifest = LargeManifest.write(LARGE, 4_000);
                LogReader log = new LogReader()) {
            assertThat(manifest.size()).isGreaterThan(LARGE);
            try (PackagedService service = PackagedService.start(HEAP, Optional.empty(), Map.of())) {
                answer = post(
                        service,
                        "large",
                        part("run_results.json", BodyPublishers.ofString(RUN)),
                        part("manifest.json", BodyPublishers.ofFile(manifest.file())));
                assertThat(service.isAlive()).as(service.log()).isTrue();
            }

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            JsonNode receipt = new ObjectMapper().readTree(answer.body());
            assertThat(receipt.path("manifest").asText()).isEqualTo("accepted");
            assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
            assertThat(log.values(Topics.ALERTS, "large", CheckOutcome.class))
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.getSubjects())
                            .extracting(SubjectRef::getUrn, SubjectRef::getUpstreams)
                            .containsExactly(org.assertj.core.groups.Tuple.tuple(
                                    "table:dw.core.m7", List.of("table:dw.core.m6"))));
            List<RawPayload> parts = log.values(Topics.RAW, "large", RawPayload.class).stream()
                    .filter(raw -> raw.getKind().equals("dbt.manifest"))
                    .toList();
            assertThat(parts).hasSizeGreaterThan(20).allSatisfy(raw -> {
                assertThat(raw.getParts()).isEqualTo(parts.size());
                assertThat(raw.getSize()).isEqualTo(manifest.size());
                assertThat(raw.getSha256()).isEqualTo(manifest.sha256());
            });
            assertThat(parts.stream().map(RawPayload::getPart))
                    .isEqualTo(java.util.stream.IntStream.range(0, parts.size())
                            .boxed()
                            .toList());
            assertThat(log.records(Topics.RAW, "large"))
                    .allSatisfy(record -> assertThat(record.serializedKeySize() + record.serializedValueSize())
                            .isLessThan(Topic.MAX_RECORD_BYTES));
            assertThat(sha256(parts)).isEqualTo(manifest.sha256());
        }
    }

    @Test
    void while_kafka_is_away_the_answer_is_503_and_the_same_again_later_is_accepted() throws Exception {
        HeadwaterStack stack = HeadwaterStack.shared();
        try (PackagedService service =
                PackagedService.start(HEAP, Optional.empty(), Map.of("headwater.ingest.ack-timeout", "PT3S"))) {
            BodyPublisher run = part("run_results.json", BodyPublishers.ofString(RUN));
            assertThat(post(service, "away", run).statusCode()).isEqualTo(202);
            HttpResponse<String> refused;
            stack.killBroker();
            try {
                refused = post(service, "away", run);
            } finally {
                stack.startBroker();
            }
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(refused.body()).contains("Kafka", "nothing was accepted, send the same again");
            assertThat(post(service, "away", run).statusCode()).isEqualTo(202);
        }
        try (LogReader log = new LogReader()) {
            assertThat(log.values(Topics.ALERTS, "away", CheckOutcome.class))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .extracting(CheckOutcome::getDeliveryId)
                    .as("a repeat is known by its delivery")
                    .containsOnly(log.values(Topics.ALERTS, "away", CheckOutcome.class)
                            .get(0)
                            .getDeliveryId());
        }
    }

    private static HttpResponse<String> post(PackagedService service, String workspace, BodyPublisher... parts)
            throws IOException, InterruptedException {
        BodyPublisher all = BodyPublishers.concat(
                BodyPublishers.concat(parts), BodyPublishers.ofString("--" + BOUNDARY + "--\r\n"));
        HttpRequest request = HttpRequest.newBuilder(service.url().resolve("/api/ingest/" + workspace + "/dbt"))
                .header("Authorization", "Bearer " + TestTokens.PRODUCER)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(all)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static BodyPublisher part(String name, BodyPublisher content) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + name
                + "\"\r\nContent-Type: application/json\r\n\r\n";
        return BodyPublishers.concat(BodyPublishers.ofString(head), content, BodyPublishers.ofString("\r\n"));
    }

    private static String sha256(List<RawPayload> parts) throws IOException {
        List<InputStream> bytes = parts.stream()
                .<InputStream>map(
                        part -> new ByteArrayInputStream(part.getPayload().array()))
                .toList();
        MessageDigest digest = ContentId.sha256();
        try (InputStream in = new GZIPInputStream(new SequenceInputStream(Collections.enumeration(bytes)), 1 << 16)) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
