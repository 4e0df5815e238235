package io.headwater.lineage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.headwater.identity.PersonHash;
import io.headwater.schema.Person;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.stack.TestTokens;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Search, pages and walks over the catalogue, as viewers ask for them. */
@QuarkusTest
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "lineage"))
class CatalogueIT {
    private static Log log;

    private final Door door = new Door(log);

    @BeforeAll
    static void connect() {
        log = new Log();
    }

    @AfterAll
    static void disconnect() {
        log.close();
    }

    @Test
    void an_asset_is_found_by_the_beginning_of_each_word_of_whatever_names_it() {
        known(
                """
                {'urn': 'table:shop.core.stg_orders', 'tags': ['nightly'], 'owners': [{'team': 'finance-eu'}]},
                {'urn': 'table:shop.core.orders', 'domain': 'sales', 'aliases': ['mc-table:shop:core.orders']},
                {'urn': 'dashboard:looker:42', 'name': 'Umsatz für Zürich', 'owners': [{'email': 'ada@example.com', 'name': 'Ada Lovelace'}]}""",
                3);

        found("q=ord", "table:shop.core.orders", "table:shop.core.stg_orders");
        found("q=stg_ord", "table:shop.core.stg_orders");
        found("q=CORE.Orders", "table:shop.core.orders", "table:shop.core.stg_orders");
        found("q=orders+shop+stg", "table:shop.core.stg_orders");
        found("q=rders");
        found("q=night", "table:shop.core.stg_orders");
        found("q=finance", "table:shop.core.stg_orders");
        found("q=sales", "table:shop.core.orders");
        found("q=" + encoded("zürich"), "dashboard:looker:42");
        Door.eventually(() -> found("q=lovel", "dashboard:looker:42"));
        found("q=" + encoded("umsatz lovelace"), "dashboard:looker:42");
        found("q=orders&type=dashboard");
    }

    @Test
    void an_address_that_cannot_be_looked_for_is_refused_with_where_and_why() {
        refused("/assets?q=a%00b", 400, "q must not hold the character U+0000");
        refused("/assets/table%00", 400, "path must not hold the character U+0000");
        refused("/assets?limit=abc", 400, "limit must be a whole number");
        refused("/assets?q=" + "a".repeat(9_000), 414, "at most 8000 characters");
    }

    private void refused(String path, int status, String why) {
        door.ask(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(why));
    }

    @Test
    void an_erased_owner_is_a_hash_and_is_named_again_only_by_who_says_so_anew() {
        String ada =
                "{'urn': 'dashboard:looker:7', 'name': 'Totals', 'owners': [{'email': 'ada@example.com', 'name': 'Ada Lovelace'}]}";
        String hash = new PersonHash(HeadwaterTestResource.PEOPLE_KEY).of("ada@example.com");
        String owner = "/assets/dashboard:looker:7";
        known(ada, 1);
        Door.eventually(() -> found("q=lovelace", "dashboard:looker:7"));
        assertThat(door.get(owner).getString("owners[0].name")).isEqualTo("Ada Lovelace");

        try (RawSender sender = new RawSender(log.codec())) {
            sender.erase(door.workspace, hash);
        }

        Door.eventually(() -> found("q=lovelace"));
        found("q=ada");
        assertThat(door.get(owner).getString("owners[0].person")).isEqualTo(hash);
        assertThat(door.get(owner).prettify())
                .doesNotContainIgnoringCase("ada@")
                .doesNotContain("Lovelace");
        known("{'urn': 'dashboard:looker:8', 'name': 'Other'}", 2);
        assertThat(log.latest(Topics.PEOPLE, door.workspace, Person.class).get(hash))
                .as("a delivery that does not name her leaves her erased")
                .isNull();

        known(ada, 2);
        Door.eventually(() -> found("q=lovelace", "dashboard:looker:7"));
    }

    @Test
    void no_character_means_anything_to_the_search_but_what_it_is() {
        known("{'urn': 'table:shop.core.orders'}, {'urn': 'table:shop.core.items'}", 2);

        for (String between : List.of("'", "\"", "%", "_", "\\", ":*", " & !", " | ", "(", ")", "<->", ";--", "$$")) {
            found("q=" + encoded("shop" + between + "orders"), "table:shop.core.orders");
        }
        for (String nothing : List.of("'", ":*", "&|!()", "\\", "%", " ", "…", "\uD83D\uDE00")) {
            found("q=" + encoded(nothing), "table:shop.core.items", "table:shop.core.orders");
        }
        found("q=" + encoded("x".repeat(3_000)));
        found("q=" + encoded("a b c d e f g h i j k"));
    }

    @Test
    void pages_in_order_of_name_show_everything_once_whatever_the_names() {
        List<String> names = List.of(
                "a",
                "a",
                "a",
                "A",
                "'b\\\"",
                "b%",
                "b_",
                "ä",
                "ß",
                "日本",
                "c d",
                "c,d",
                "c\\u0041",
                "\uD83D\uDE00",
                "z");
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            items.append(i == 0 ? "" : ",")
                    .append("{\"urn\": \"table:t.t.n%02d\", \"name\": \"".formatted(i))
                    .append(names.get(i))
                    .append("\"}");
        }
        door.assetsAsTheyStand("{\"source\": \"x\", \"assets\": [" + items + "]}")
                .then()
                .statusCode(202);
        Door.eventually(() -> assertThat(door.search("").getList("items")).hasSize(names.size()));
        List<String> atOnce = door.search("").getList("items.urn");

        for (int limit : new int[] {1, 2, 4, names.size()}) {
            List<String> paged = new ArrayList<>();
            String next = "";
            while (next != null) {
                JsonPath page = door.search("q=t&limit=" + limit + next);
                assertThat(page.getList("items")).hasSizeBetween(1, limit);
                paged.addAll(page.getList("items.urn"));
                next = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
            }
            assertThat(paged).as("pages of " + limit).isEqualTo(atOnce).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_urn_in_a_path_is_percent_encoded_and_an_alias_does_as_well() {
        String folder = "dashboard:looker:sales/europe & co?tab=1#top";
        String quoted = "table:DW.Core.My Orders+100%";
        known(
                """
                {'urn': '%s', 'upstreams': ['%s'], 'url': 'https://bi.example.com/d/42', 'aliases': ['url:https://bi.example.com/d/42?x=1']},
                {'urn': '%s', 'aliases': ['mc-table:dw:core.my orders', 'dbt:model.shop.my_orders']}"""
                        .formatted(folder, quoted, quoted),
                2);

        assertThat(door.get("/assets/" + encoded(folder)).getString("urn")).isEqualTo(folder);
        assertThat(door.get("/assets/" + encoded(quoted)).getString("urn")).isEqualTo(quoted);
        assertThat(door.get("/assets/" + encoded("dbt:model.shop.my_orders")).getString("urn"))
                .isEqualTo(quoted);
        assertThat(door.get("/assets/" + encoded("mc-table:DW:Core.My Orders")).getString("urn"))
                .as("aliases are kept in lower case")
                .isEqualTo(quoted);
        assertThat(door.get("/assets/" + encoded("url:https://bi.example.com/d/42?x=1"))
                        .getString("urn"))
                .isEqualTo(folder);
        assertThat(door.get("/assets/" + encoded("dbt:model.shop.my_orders") + "/downstream")
                        .getList("items.urn"))
                .containsExactly(folder);
        assertThat(door.get("/assets/" + encoded(folder) + "/upstream").getList("items.urn"))
                .containsExactly(quoted);
    }

    @Test
    void upstream_goes_as_deep_as_asked_by_the_shortest_way_and_says_whether_there_is_more() {
        // d ← c ← b ← a, and d ← b as well.
        known(
                """
                {'urn': 'table:a'}, {'urn': 'table:b', 'upstreams': ['table:a']}, {'urn': 'table:c', 'upstreams': ['table:b']},
                {'urn': 'table:d', 'upstreams': ['table:c', 'table:b']}""",
                4);

        JsonPath one = door.get("/assets/table%3Ad/upstream?depth=1");
        assertThat(one.getList("items.urn")).containsExactly("table:b", "table:c");
        assertThat(one.getList("items.depth")).containsExactly(1, 1);
        assertThat(one.getList("items.name")).containsExactly("b", "c");
        assertThat(one.getList("items.type")).containsExactly("TABLE", "TABLE");
        assertThat(one.getBoolean("truncated")).isTrue();
        JsonPath two = door.get("/assets/table:d/upstream?depth=2");
        assertThat(two.getList("items.urn")).containsExactly("table:b", "table:c", "table:a");
        assertThat(two.getList("items.depth")).containsExactly(1, 1, 2);
        assertThat(two.getBoolean("truncated")).isFalse();
        assertThat(door.get("/assets/table:d/upstream?depth=50").getList("items.urn"))
                .isEqualTo(two.getList("items.urn"));
        assertThat(door.get("/assets/table:a/upstream").getList("items")).isEmpty();
        for (String wrong : List.of("0", "-1", "51", "999999999999", "deep")) {
            Door.problem(door.ask("/assets/table:d/upstream?depth=" + wrong), "depth");
        }
    }

    @Test
    void lineage_in_a_circle_ends_by_itself() {
        known(
                """
                {'urn': 'table:a', 'upstreams': ['table:c']}, {'urn': 'table:b', 'upstreams': ['table:a']},
                {'urn': 'table:c', 'upstreams': ['table:b', 'table:unknown']}, {'urn': 'table:self', 'upstreams': ['table:self']}""",
                4);

        JsonPath upstream = door.get("/assets/table:a/upstream");
        assertThat(upstream.getList("items.urn")).containsExactly("table:c", "table:b", "table:unknown");
        assertThat(upstream.getList("items.depth")).containsExactly(1, 2, 2);
        assertThat(upstream.getBoolean("truncated")).isFalse();
        assertThat(door.get("/assets/table:b/downstream?depth=1").getBoolean("truncated"))
                .isTrue();
        assertThat(door.get("/assets/table:b/downstream?depth=50").getList("items.urn"))
                .containsExactly("table:c", "table:a");
        assertThat(door.get("/assets/table:self/upstream").getList("items")).isEmpty();
        assertThat(door.get("/assets/table:unknown/downstream").getList("items.urn"))
                .as("what is only named by others can be walked from")
                .startsWith("table:c");
    }

    @Test
    void an_unknown_workspace_is_empty_and_an_unknown_asset_is_not_found() {
        assertThat(door.search("").getList("items")).isEmpty();
        assertThat(door.search("q=anything").getString("next")).isNull();
        for (String unknown : List.of("table:a.b.c", "nonsense", "table:" + "x".repeat(3_000))) {
            door.ask("/assets/" + encoded(unknown)).then().statusCode(404).contentType("application/problem+json");
            assertThat(door.get("/assets/" + encoded(unknown) + "/upstream").getList("items"))
                    .isEmpty();
        }
    }

    @Test
    void a_question_that_cannot_be_meant_is_a_problem_that_names_the_parameter() {
        for (String limit : List.of("0", "501", "many")) {
            Door.problem(door.ask("/assets?limit=" + limit), "limit");
        }
        for (String cursor : List.of("nonsense", "!", "YQ", "AAAA", "YQBiAGM")) {
            Door.problem(door.ask("/assets?cursor=" + cursor), "cursor");
        }
        Door.problem(door.ask("/assets?type=castle"), "type");
    }

    @Test
    void only_who_may_comes_in() {
        given().get("/api/lineage/" + door.workspace + "/assets").then().statusCode(401);
        Door.as(TestTokens.VIEWER)
                .contentType("application/json")
                .body("{}")
                .post("/api/lineage/" + door.workspace + "/views")
                .then()
                .statusCode(403);
        Door.as(TestTokens.ACME_VIEWER)
                .get("/api/lineage/" + door.workspace + "/assets")
                .then()
                .statusCode(403);
    }

    /** Says these assets and waits until the catalogue has them. */
    private void known(String items, int count) {
        door.assets("{'source': 'x', 'assets': [" + items + "]}").then().statusCode(202);
        Door.eventually(() -> assertThat(door.search("").getList("items")).hasSize(count));
    }

    private void found(String query, String... urns) {
        assertThat(door.search(query).getList("items.urn")).as(query).containsExactly(urns);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
