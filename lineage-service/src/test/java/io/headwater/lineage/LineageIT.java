package io.headwater.lineage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.identity.PersonHash;
import io.headwater.schema.Asset;
import io.headwater.schema.AssetView;
import io.headwater.schema.DeadLetter;
import io.headwater.schema.Person;
import io.headwater.schema.RawPayload;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.stack.TestTokens;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Manifests and native assets, from the door to the topics and the catalogue. */
@QuarkusTest
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "lineage"))
class LineageIT {
    private static final Instant NIGHT = Instant.parse("2026-03-01T02:00:00Z");
    private static final String ORDERS = "table:shop.core.orders";
    private static final String PAYMENTS = "table:shop.raw.payments";

    private static Log log;
    private static RawSender raw;

    private final String workspace = "ws-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void connect() {
        log = new Log();
        raw = new RawSender(log.codec());
    }

    @AfterAll
    static void disconnect() {
        raw.close();
        log.codec().close();
    }

    private static Project shop(Instant at) {
        return Project.of("shop", "core", at)
                .source("raw", "payments")
                .model("stg_payments", "source.shop.raw.payments")
                .model("orders", "model.shop.stg_payments")
                .test("not_null_orders_id", "orders")
                .exposure("revenue", "ada@example.com", "model.shop.orders");
    }

    @Test
    void a_manifest_on_the_raw_topic_becomes_assets_on_kafka_and_in_the_search() {
        raw.send(workspace, "dbt.manifest", shop(NIGHT).json());

        Map<String, Asset> assets = assets(4);
        assertThat(assets)
                .containsOnlyKeys(PAYMENTS, "table:shop.core.stg_payments", ORDERS, "dashboard:dbt:shop.revenue");
        assertThat(assets.get(ORDERS).getFacets()).singleElement().satisfies(facet -> {
            assertThat(facet.getScope()).isEqualTo("dbt/shop/shop.core");
            assertThat(facet.getChecks()).singleElement().satisfies(check -> assertThat(check.getCheck())
                    .isEqualTo("test.shop.not_null_orders_id"));
            assertThat(facet.getAliases()).extracting(Object::toString).anyMatch(a -> a.contains("shop:core.orders"));
        });
        eventually(
                () -> assertThat(search("q=rev").getList("items.urn")).containsExactly("dashboard:dbt:shop.revenue"));
        eventually(() ->
                assertThat(search("q=lovelace").getList("items.urn")).containsExactly("dashboard:dbt:shop.revenue"));
        JsonPath downstream = get("/assets/" + PAYMENTS + "/downstream");
        assertThat(downstream.getList("items.urn"))
                .containsExactly("table:shop.core.stg_payments", ORDERS, "dashboard:dbt:shop.revenue");
        assertThat(downstream.getList("items.depth")).containsExactly(1, 2, 3);
        assertThat(downstream.getBoolean("truncated")).isFalse();
        assertThat(get("/assets/" + PAYMENTS + "/downstream?depth=2").getBoolean("truncated"))
                .isTrue();
        assertThat(get("/assets/mc-table:SHOP:core.orders").getString("urn")).isEqualTo(ORDERS);
        assertThat(get("/assets/dbt:exposure.shop.revenue").getString("owners[0].name"))
                .isEqualTo("Ada Lovelace");
    }

    @Test
    void an_older_manifest_is_ignored() {
        raw.send(workspace, "dbt.manifest", shop(NIGHT).json());
        assets(4);
        raw.send(
                workspace,
                "dbt.manifest",
                Project.of("shop", "core", NIGHT.minusSeconds(60))
                        .model("only")
                        .test("t", "only")
                        .json());
        nativeAssets("{'source': 'marker', 'assets': [{'urn': 'dashboard:bi:marker'}]}")
                .then()
                .statusCode(202);

        assertThat(assets(5)).containsKeys(ORDERS, "dashboard:bi:marker").doesNotContainKey("table:shop.core.only");
    }

    @Test
    void an_asset_that_its_manifest_no_longer_names_is_ended() {
        raw.send(workspace, "dbt.manifest", shop(NIGHT).json());
        assets(4);
        eventually(() -> assertThat(search("").getList("items")).hasSize(4));
        raw.send(
                workspace,
                "dbt.manifest",
                Project.of("shop", "core", NIGHT.plusSeconds(60))
                        .source("raw", "payments")
                        .model("stg_payments", "source.shop.raw.payments")
                        .test("not_null_id", "stg_payments")
                        .json());

        eventually(() -> assertThat(latest()).containsEntry(ORDERS, null));
        eventually(() -> assertThat(search("").getList("items.urn"))
                .containsExactlyInAnyOrder(PAYMENTS, "table:shop.core.stg_payments"));
        as(TestTokens.VIEWER)
                .get("/api/lineage/" + workspace + "/assets/" + ORDERS)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        assertThat(log.records(Topics.ASSETS, workspace).stream()
                        .filter(r -> r.key().endsWith(PAYMENTS))
                        .count())
                .as("only what changed is written")
                .isEqualTo(1);
    }

    @Test
    void a_relation_of_two_projects_is_one_asset_with_two_facets() {
        raw.send(workspace, "dbt.manifest", shop(NIGHT).json());
        raw.send(
                workspace,
                "dbt.manifest",
                Project.of("sales", "sales", NIGHT)
                        .source("core", "orders")
                        .model("pipeline", "source.sales.core.orders")
                        .json());

        eventually(() -> assertThat(latest().get(ORDERS).getFacets())
                .extracting(f -> f.getScope() + " " + f.getType())
                .containsExactly("dbt/sales/shop.sales SOURCE", "dbt/shop/shop.core MODEL"));
        eventually(() -> assertThat(get("/assets/" + PAYMENTS + "/downstream").getList("items.urn"))
                .contains("table:shop.sales.pipeline"));
        raw.send(
                workspace,
                "dbt.manifest",
                Project.of("shop", "core", NIGHT.plusSeconds(9))
                        .model("stg_payments")
                        .test("t", "stg_payments")
                        .json());
        eventually(() -> assertThat(latest().get(ORDERS).getFacets())
                .extracting(f -> f.getScope())
                .containsExactly("dbt/sales/shop.sales"));
    }

    @Test
    void lineage_in_a_circle_ends_by_itself() {
        nativeAssets("{'source': 'x', 'assets': [{'urn': 'table:a', 'upstreams': ['table:c']},"
                        + " {'urn': 'table:b', 'upstreams': ['table:a']},"
                        + " {'urn': 'table:c', 'upstreams': ['table:b', 'table:unknown']}]}")
                .then()
                .statusCode(202);
        eventually(() -> {
            JsonPath upstream = get("/assets/table:a/upstream");
            assertThat(upstream.getList("items.urn")).containsExactly("table:c", "table:b", "table:unknown");
            assertThat(upstream.getList("items.depth")).containsExactly(1, 2, 2);
            assertThat(upstream.getBoolean("truncated")).isFalse();
        });
    }

    @Test
    void viewers_are_hashed_at_the_door_and_a_view_is_told_once() {
        String view =
                "{'asset': 'dashboard:bi:1', 'viewer': 'Mary@example.com', 'viewedAt': '2026-02-28T09:00:00Z', 'views': 2}";
        for (int i = 0; i < 2; i++) {
            post("/views", "{'views': [" + view + "]}").then().statusCode(202);
        }
        post("/views", view.replace("09:00", "10:00")).then().statusCode(202);

        String hash = new PersonHash(HeadwaterTestResource.PEOPLE_KEY).of("mary@example.com");
        eventually(() -> assertThat(log.values(Topics.VIEWS, workspace, AssetView.class))
                .extracting(AssetView::getViewer)
                .containsExactly(hash, hash));
        assertThat(log.values(Topics.RAW, workspace, RawPayload.class))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(unzipped(part)).doesNotContainIgnoringCase("mary"));
        assertThat(log.latest(Topics.PEOPLE, workspace, Person.class).get(hash).getEmail())
                .isEqualTo("Mary@example.com");
    }

    @Test
    void a_broken_delivery_is_a_dead_letter_and_the_next_one_works() {
        List<RawPayload> cut =
                RawSender.parts(workspace, "dbt.manifest", shop(NIGHT).json(), 100);
        raw.send(List.of(cut.get(0), cut.get(2)));
        raw.send(workspace, "dbt.manifest", shop(NIGHT).json().substring(0, 400));
        raw.send(workspace, "lineage.assets", "{'nothing': 1}".replace('\'', '"'));
        raw.sendBytes(workspace, new byte[] {1, 2, 3});
        raw.send(workspace, "monte-carlo.webhook", "not ours");
        raw.send(workspace, "dbt.manifest", shop(NIGHT).json());

        assets(4);
        List<DeadLetter> letters = log.values(Topics.DEAD_LETTER, workspace, DeadLetter.class);
        assertThat(letters).extracting(DeadLetter::getStage).containsExactly("assemble", "read", "read");
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.getRedrive()).contains("/api/lineage/" + workspace);
            assertThat(letter.getPayload().remaining()).isPositive();
        });
        assertThat(letters.get(2).getField()).isEqualTo("source");
        assertThat(log.values(Topics.DEAD_LETTER, "unknown", DeadLetter.class))
                .anySatisfy(letter -> assertThat(letter.getRecordKey()).isNotNull());
    }

    @Test
    void the_parts_of_two_deliveries_may_alternate() {
        List<RawPayload> one =
                RawSender.parts(workspace, "dbt.manifest", shop(NIGHT).json(), 200);
        List<RawPayload> two = RawSender.parts(
                workspace,
                "dbt.manifest",
                Project.of("sales", "sales", NIGHT)
                        .model("pipeline")
                        .model("forecast")
                        .json(),
                200);
        assertThat(one).hasSizeGreaterThan(2);
        assertThat(two).hasSizeGreaterThan(1);
        for (int i = 0; i < Math.max(one.size(), two.size()); i++) {
            raw.send(one.subList(Math.min(i, one.size()), Math.min(i + 1, one.size())));
            raw.send(two.subList(Math.min(i, two.size()), Math.min(i + 1, two.size())));
        }
        assets(6);
    }

    @Test
    void a_source_that_speaks_wholly_ends_what_it_leaves_out() {
        nativeAssets("{'source': 'bi', 'assets': [{'urn': 'dashboard:bi:1'}, {'urn': 'dashboard:bi:2'}]}")
                .then()
                .statusCode(202);
        nativeAssets("{'source': 'bi', 'urn': 'dashboard:bi:3'}").then().statusCode(202);
        assets(3);
        nativeAssets("{'source': 'bi', 'replace': true, 'assets': [{'urn': 'dashboard:bi:2'}]}")
                .then()
                .statusCode(202);
        eventually(() -> assertThat(latest())
                .containsEntry("dashboard:bi:1", null)
                .containsEntry("dashboard:bi:3", null)
                .hasEntrySatisfying("dashboard:bi:2", asset -> assertThat(asset).isNotNull()));
    }

    @Test
    void a_bad_item_is_reported_by_its_path_and_kept_as_a_dead_letter() {
        String answer = nativeAssets("{'source': 'bi', 'assets': [{'urn': 'dashboard:bi:1'},"
                        + " {'urn': 'nonsense', 'owners': ['mary@example.com']}]}")
                .then()
                .statusCode(202)
                .extract()
                .asString();
        assertThat(JsonPath.from(answer).getInt("accepted")).isEqualTo(1);
        assertThat(JsonPath.from(answer).getString("rejected[0].path")).isEqualTo("assets[1].urn");
        assertThat(log.values(Topics.DEAD_LETTER, workspace, DeadLetter.class))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getField()).isEqualTo("assets[1].urn"));
        assets(1);
    }

    @Test
    void a_malformed_request_is_a_problem_that_names_the_field() {
        problem(nativeAssets("{'assets': []}"), "source");
        problem(nativeAssets("{'source': 'bi', 'assets"), "(body)");
        problem(post("/views", "{'views': 3}"), "views");
        problem(upload("manifest.json", "{'metadata': {}, 'nodes': {'a"), "manifest.json nodes");
        problem(upload("other.txt", "{}"), "manifest.json");
        problem(as(TestTokens.VIEWER).get("/api/lineage/" + workspace + "/assets?limit=0"), "limit");
        problem(as(TestTokens.VIEWER).get("/api/lineage/" + workspace + "/assets/table:a/upstream?depth=900"), "depth");
    }

    @Test
    void only_who_may_comes_in() {
        given().get("/api/lineage/" + workspace + "/assets").then().statusCode(401);
        as(TestTokens.VIEWER)
                .contentType("application/json")
                .body("{}")
                .post("/api/lineage/" + workspace + "/views")
                .then()
                .statusCode(403);
        as(TestTokens.ACME_VIEWER)
                .get("/api/lineage/" + workspace + "/assets")
                .then()
                .statusCode(403);
    }

    @Test
    void a_manifest_comes_in_over_http_and_a_page_ends_where_the_next_begins() {
        upload("manifest.json", shop(NIGHT).json()).then().statusCode(202);
        eventually(() -> assertThat(search("").getList("items")).hasSize(4));
        JsonPath first = search("limit=3");
        JsonPath second = search("limit=3&cursor=" + first.getString("next"));
        assertThat(first.getList("items")).hasSize(3);
        assertThat(second.getList("items")).hasSize(1);
        assertThat(second.getString("next")).isNull();
        assertThat(first.getList("items.urn")).doesNotContainAnyElementsOf(second.getList("items.urn"));
        assertThat(search("type=dashboard").getList("items")).hasSize(1);
    }

    private Response nativeAssets(String body) {
        return post("/assets", body);
    }

    private Response post(String path, String body) {
        return as(TestTokens.PRODUCER)
                .contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/api/lineage/" + workspace + path);
    }

    private Response upload(String name, String content) {
        return as(TestTokens.PRODUCER)
                .multiPart("file", name, utf8(content.replace('\'', '"')))
                .post("/api/lineage/" + workspace + "/dbt");
    }

    private static void problem(Response response, String field) {
        String answer = response.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .asString();
        assertThat(JsonPath.from(answer).getString("errors[0].field")).startsWith(field);
    }

    private static String unzipped(RawPayload part) {
        byte[] bytes = new byte[part.getPayload().remaining()];
        part.getPayload().get(bytes);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Map<String, Asset> assets(int expected) {
        eventually(() -> assertThat(latest()).hasSize(expected));
        return latest();
    }

    private Map<String, Asset> latest() {
        return log.latest(Topics.ASSETS, workspace, Asset.class);
    }

    private JsonPath search(String query) {
        return get("/assets" + (query.isEmpty() ? "" : "?" + query));
    }

    private JsonPath get(String path) {
        String answer = as(TestTokens.VIEWER)
                .urlEncodingEnabled(false)
                .get("/api/lineage/" + workspace + path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return JsonPath.from(answer);
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(assertion);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
