package io.headwater.lineage;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    private final Door door = new Door(log);

    @BeforeAll
    static void connect() {
        log = new Log();
        raw = new RawSender(log.codec());
    }

    @AfterAll
    static void disconnect() {
        raw.close();
        log.close();
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
        raw.send(door.workspace, "dbt.manifest", shop(NIGHT).json());

        Map<String, Asset> assets = door.assets(4);
        assertThat(assets)
                .containsOnlyKeys(PAYMENTS, "table:shop.core.stg_payments", ORDERS, "dashboard:dbt:shop.revenue");
        assertThat(assets.get(ORDERS).getFacets()).singleElement().satisfies(facet -> {
            assertThat(facet.getScope()).isEqualTo("dbt/shop/shop.core");
            assertThat(facet.getChecks()).singleElement().satisfies(check -> assertThat(check.getCheck())
                    .isEqualTo("test.shop.not_null_orders_id"));
            assertThat(facet.getAliases()).extracting(Object::toString).anyMatch(a -> a.contains("shop:core.orders"));
        });
        Door.eventually(() ->
                assertThat(door.search("q=rev").getList("items.urn")).containsExactly("dashboard:dbt:shop.revenue"));
        Door.eventually(() -> assertThat(door.search("q=lovelace").getList("items.urn"))
                .containsExactly("dashboard:dbt:shop.revenue"));
        JsonPath downstream = door.get("/assets/" + PAYMENTS + "/downstream");
        assertThat(downstream.getList("items.urn"))
                .containsExactly("table:shop.core.stg_payments", ORDERS, "dashboard:dbt:shop.revenue");
        assertThat(downstream.getList("items.depth")).containsExactly(1, 2, 3);
        assertThat(downstream.getBoolean("truncated")).isFalse();
        assertThat(door.get("/assets/" + PAYMENTS + "/downstream?depth=2").getBoolean("truncated"))
                .isTrue();
        assertThat(door.get("/assets/mc-table:SHOP:core.orders").getString("urn"))
                .isEqualTo(ORDERS);
        assertThat(door.get("/assets/dbt:exposure.shop.revenue").getString("owners[0].name"))
                .isEqualTo("Ada Lovelace");
    }

    @Test
    void an_older_manifest_is_ignored() {
        raw.send(door.workspace, "dbt.manifest", shop(NIGHT).json());
        door.assets(4);
        raw.send(
                door.workspace,
                "dbt.manifest",
                Project.of("shop", "core", NIGHT.minusSeconds(60))
                        .model("only")
                        .test("t", "only")
                        .json());
        door.assets("{'source': 'marker', 'assets': [{'urn': 'dashboard:bi:marker'}]}")
                .then()
                .statusCode(202);

        assertThat(door.assets(5))
                .containsKeys(ORDERS, "dashboard:bi:marker")
                .doesNotContainKey("table:shop.core.only");
    }

    @Test
    void an_asset_that_its_manifest_no_longer_names_is_ended() {
        raw.send(door.workspace, "dbt.manifest", shop(NIGHT).json());
        door.assets(4);
        Door.eventually(() -> assertThat(door.search("").getList("items")).hasSize(4));
        raw.send(
                door.workspace,
                "dbt.manifest",
                Project.of("shop", "core", NIGHT.plusSeconds(60))
                        .source("raw", "payments")
                        .model("stg_payments", "source.shop.raw.payments")
                        .test("not_null_id", "stg_payments")
                        .json());

        Door.eventually(() -> assertThat(door.latest()).containsEntry(ORDERS, null));
        Door.eventually(() -> assertThat(door.search("").getList("items.urn"))
                .containsExactlyInAnyOrder(PAYMENTS, "table:shop.core.stg_payments"));
        Door.as(TestTokens.VIEWER)
                .get("/api/lineage/" + door.workspace + "/assets/" + ORDERS)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        assertThat(log.records(Topics.ASSETS, door.workspace).stream()
                        .filter(r -> r.key().endsWith(PAYMENTS))
                        .count())
                .as("only what changed is written")
                .isEqualTo(1);
    }

    @Test
    void a_relation_of_two_projects_is_one_asset_with_two_facets() {
        raw.send(door.workspace, "dbt.manifest", shop(NIGHT).json());
        raw.send(
                door.workspace,
                "dbt.manifest",
                Project.of("sales", "sales", NIGHT)
                        .source("core", "orders")
                        .model("pipeline", "source.sales.core.orders")
                        .json());

        Door.eventually(() -> assertThat(door.latest().get(ORDERS).getFacets())
                .extracting(f -> f.getScope() + " " + f.getType())
                .containsExactly("dbt/sales/shop.sales SOURCE", "dbt/shop/shop.core MODEL"));
        Door.eventually(
                () -> assertThat(door.get("/assets/" + PAYMENTS + "/downstream").getList("items.urn"))
                        .contains("table:shop.sales.pipeline"));
        raw.send(
                door.workspace,
                "dbt.manifest",
                Project.of("shop", "core", NIGHT.plusSeconds(9))
                        .model("stg_payments")
                        .test("t", "stg_payments")
                        .json());
        Door.eventually(() -> assertThat(door.latest().get(ORDERS).getFacets())
                .extracting(f -> f.getScope())
                .containsExactly("dbt/sales/shop.sales"));
    }

    @Test
    void viewers_are_hashed_at_the_door_and_a_view_is_told_once() {
        String view =
                "{'asset': 'dashboard:bi:1', 'viewer': 'Mary@example.com', 'viewedAt': '2026-02-28T09:00:00Z', 'views': 2}";
        for (int i = 0; i < 2; i++) {
            door.views("{'views': [" + view + "]}").then().statusCode(202);
        }
        door.views(view.replace("09:00", "10:00")).then().statusCode(202);

        String hash = new PersonHash(HeadwaterTestResource.PEOPLE_KEY).of("mary@example.com");
        Door.eventually(() -> assertThat(log.values(Topics.VIEWS, door.workspace, AssetView.class))
                .extracting(AssetView::getViewer)
                .containsExactly(hash, hash));
        assertThat(log.values(Topics.RAW, door.workspace, RawPayload.class))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(unzipped(part)).doesNotContainIgnoringCase("mary"));
        assertThat(log.latest(Topics.PEOPLE, door.workspace, Person.class)
                        .get(hash)
                        .getEmail())
                .isEqualTo("Mary@example.com");
    }

    @Test
    void a_broken_delivery_is_a_dead_letter_and_the_next_one_works() {
        List<RawPayload> cut =
                RawSender.parts(door.workspace, "dbt.manifest", shop(NIGHT).json(), 100);
        raw.send(List.of(cut.get(0), cut.get(2)));
        raw.send(door.workspace, "dbt.manifest", shop(NIGHT).json().substring(0, 400));
        raw.send(door.workspace, "lineage.assets", "{'nothing': 1}".replace('\'', '"'));
        raw.sendBytes(door.workspace, new byte[] {1, 2, 3});
        raw.send(door.workspace, "monte-carlo.webhook", "not ours");
        raw.send(door.workspace, "dbt.manifest", shop(NIGHT).json());

        door.assets(4);
        List<DeadLetter> letters = log.values(Topics.DEAD_LETTER, door.workspace, DeadLetter.class);
        assertThat(letters).extracting(DeadLetter::getStage).containsExactly("assemble", "read", "read");
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.getRedrive()).contains("/api/lineage/" + door.workspace);
            assertThat(letter.getPayload().remaining()).isPositive();
        });
        assertThat(letters.get(2).getField()).isEqualTo("source");
        assertThat(log.values(Topics.DEAD_LETTER, "unknown", DeadLetter.class))
                .anySatisfy(letter -> assertThat(letter.getRecordKey()).isNotNull());
    }

    @Test
    void the_parts_of_two_deliveries_may_alternate() {
        List<RawPayload> one =
                RawSender.parts(door.workspace, "dbt.manifest", shop(NIGHT).json(), 200);
        List<RawPayload> two = RawSender.parts(
                door.workspace,
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
        door.assets(6);
    }

    @Test
    void a_source_that_speaks_wholly_ends_what_it_leaves_out() {
        door.assets("{'source': 'bi', 'assets': [{'urn': 'dashboard:bi:1'}, {'urn': 'dashboard:bi:2'}]}")
                .then()
                .statusCode(202);
        door.assets("{'source': 'bi', 'urn': 'dashboard:bi:3'}").then().statusCode(202);
        door.assets(3);
        door.assets("{'source': 'bi', 'replace': true, 'assets': [{'urn': 'dashboard:bi:2'}]}")
                .then()
                .statusCode(202);
        Door.eventually(() -> assertThat(door.latest())
                .containsEntry("dashboard:bi:1", null)
                .containsEntry("dashboard:bi:3", null)
                .hasEntrySatisfying("dashboard:bi:2", asset -> assertThat(asset).isNotNull()));
    }

    @Test
    void a_bad_item_is_reported_by_its_path_and_kept_as_a_dead_letter() {
        String answer = door.assets("{'source': 'bi', 'assets': [{'urn': 'dashboard:bi:1'},"
                        + " {'urn': 'nonsense', 'owners': ['mary@example.com']}]}")
                .then()
                .statusCode(202)
                .extract()
                .asString();
        assertThat(JsonPath.from(answer).getInt("accepted")).isEqualTo(1);
        assertThat(JsonPath.from(answer).getString("rejected[0].path")).isEqualTo("assets[1].urn");
        assertThat(log.values(Topics.DEAD_LETTER, door.workspace, DeadLetter.class))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getField()).isEqualTo("assets[1].urn"));
        door.assets(1);
    }

    @Test
    void a_manifest_comes_in_over_http() {
        door.upload("manifest.json", shop(NIGHT).json()).then().statusCode(202);
        Door.eventually(() -> assertThat(door.search("").getList("items")).hasSize(4));
    }

    @Test
    void a_malformed_request_is_a_problem_that_names_the_field() {
        Door.problem(door.assets("{'assets': []}"), "source");
        Door.problem(door.assets("{'source': 'bi', 'assets"), "(body)");
        Door.problem(door.views("{'views': 3}"), "views");
        Door.problem(door.upload("manifest.json", "{'metadata': {}, 'nodes': {'a"), "manifest.json nodes");
        Door.problem(door.upload("other.txt", "{}"), "manifest.json");
        Door.problem(Door.as(TestTokens.VIEWER).get("/api/lineage/" + door.workspace + "/assets?limit=0"), "limit");
        Door.problem(
                Door.as(TestTokens.VIEWER).get("/api/lineage/" + door.workspace + "/assets/table:a/upstream?depth=900"),
                "depth");
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
}
