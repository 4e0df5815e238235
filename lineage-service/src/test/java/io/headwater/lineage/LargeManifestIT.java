package io.headwater.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.RawPayload;
import io.headwater.stack.HeadwaterStack;
import io.headwater.stack.LargeManifest;
import io.headwater.stack.PackagedService;
import io.headwater.stack.TestTokens;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The service as it is shipped, in the heap that the local stack gives it. Runs before the tests that have the service
 * within this JVM (see the module's pom), as both would be one instance to Kafka.
 */
class LargeManifestIT {
    private static final long LARGE = 200L * 1024 * 1024;
    private static final int MODELS = 4_000;
    private static final String WORKSPACE = "large";
    private static final String BOUNDARY = "headwater-boundary";

    @Test
    void a_manifest_of_200_megabytes_becomes_assets_in_a_small_heap() throws Exception {
        Log log = new Log();
        try (LargeManifest manifest = LargeManifest.write(LARGE, MODELS);
                PackagedService service = PackagedService.start("256m", Optional.of("lineage_large"), Map.of())) {
            HttpResponse<String> answer = upload(service, manifest);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(JsonPath.from(answer.body()).getInt("nodes")).isEqualTo(1 + 3 * MODELS);

            List<RawPayload> parts = log.values(Topics.RAW, WORKSPACE, RawPayload.class);
            assertThat(parts).hasSizeGreaterThan(20).allSatisfy(part -> {
                assertThat(part.getSize()).isEqualTo(manifest.size());
                assertThat(part.getSha256()).isEqualTo(manifest.sha256());
            });
            assertThat(log.records(Topics.RAW, WORKSPACE))
                    .allSatisfy(record -> assertThat(record.serializedKeySize() + record.serializedValueSize())
                            .isLessThan(Topic.MAX_RECORD_BYTES));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(50))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> {
                        assertThat(service.isAlive()).as(service.log()).isTrue();
                        JsonPath last = JsonPath.from(get(service, "/assets/table:dw.core.m" + (MODELS - 1)));
                        assertThat(last.getList("checks.check")).hasSize(2);
                        assertThat(last.getList("upstreams.urn")).containsExactly("table:dw.core.m" + (MODELS - 2));
                    });
            assertThat(log.records(Topics.ASSETS, WORKSPACE)).hasSize(1 + MODELS);
        } finally {
            forget();
            log.codec().close();
        }
    }

    /** The services of the tests that follow read the topic from its beginning: they need not read this. */
    private static void forget() throws Exception {
        TopicPartition partition =
                new TopicPartition(Topics.RAW.name(), RecordKey.partitionOf(WORKSPACE, Topics.PARTITIONS));
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", HeadwaterStack.shared().bootstrap()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }
    }

    private static HttpResponse<String> upload(PackagedService service, LargeManifest manifest)
            throws IOException, InterruptedException {
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"manifest\";"
                        + " filename=\"manifest.json\"\r\nContent-Type: application/json\r\n\r\n"),
                BodyPublishers.ofFile(manifest.file()),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        HttpRequest request = HttpRequest.newBuilder(service.url().resolve("/api/lineage/" + WORKSPACE + "/dbt"))
                .header("Authorization", "Bearer " + TestTokens.PRODUCER)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(body)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String get(PackagedService service, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.url().resolve("/api/lineage/" + WORKSPACE + path))
                .header("Authorization", "Bearer " + TestTokens.VIEWER)
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
