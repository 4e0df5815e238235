package io.headwater.lineage.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.identity.PersonHash;
import io.headwater.lineage.people.People;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SubmissionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    private static final PersonHash HASH = new PersonHash("a-key-of-at-least-16");

    private final People people = new People(HASH);

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException bad) {
            throw new AssertionError(bad);
        }
    }

    private AssetsReader.Submission assets(String text) {
        return new AssetsReader(people).read(json(text), NOW);
    }

    private ViewsReader.Submission views(String text) {
        return new ViewsReader(people).read(json(text), NOW);
    }

    @Test
    void canonical_json_says_the_same_and_names_nobody() {
        AssetsReader.Submission said = assets(
                """
                {'source': 'looker', 'assets': [{'urn': 'dashboard:looker:7', 'name': 'Revenue', 'tier': 1,
                 'owners': [{'email': 'ada@example.com', 'name': 'Ada'}, {'team': 'finance'}, 'grace'],
                 'description': 'by ada@example.com', 'upstreams': ['table:SHOP.CORE.ORDERS',
                 {'urn': 'table:shop.core.items', 'columns': [{'upstreamColumn': 'a', 'column': 'b'}]}],
                 'aliases': ['bi:7'], 'checks': [{'check': 'c1', 'kind': 'monitor', 'severity': 'high'}],
                 'meta': {'depth': 3}}]}""");

        JsonNode canonical = AssetsWriter.write(said.statement());

        assertThat(said.rejected()).isEmpty();
        assertThat(canonical.toString())
                .doesNotContain("ada@", "\"Ada\"", "grace")
                .contains("table:shop.core.orders");
        assertThat(new AssetsReader(new People(HASH)).read(canonical, NOW).statement())
                .isEqualTo(said.statement());
    }

    @Test
    void a_name_that_no_key_can_hold_is_refused_where_it_stands() {
        String tooLong = "a".repeat(601);
        for (String field : new String[] {
            "'urn': 'table:%s'",
            "'urn': 'table:a.b.c', 'aliases': ['%s:7']",
            "'urn': 'table:a.b.c', 'aliases': ['bi:%s']",
            "'urn': 'table:a.b.c', 'upstreams': ['table:%s']",
            "'urn': 'table:a.b.c', 'checks': [{'check': '%s'}]"
        }) {
            AssetsReader.Submission said = assets("{'source': 'looker', " + field.formatted(tooLong) + "}");
            assertThat(said.statement().facets()).as(field).isEmpty();
            assertThat(said.rejected()).extracting(Rejected::rule).containsExactly("must have at most 600 characters");
        }
    }

    @Test
    void a_bad_item_is_named_by_its_path_and_kept_without_people() {
        AssetsReader.Submission said = assets(
                """
                {'source': 'looker', 'replace': true, 'assets': [{'urn': 'dashboard:looker:1'},
                 {'urn': 'dashboard:looker:2', 'tier': 'high', 'owners': [{'user': 'ada'}]}, 7]}""");

        assertThat(said.rejected()).extracting(Rejected::path).containsExactly("assets[1].tier", "assets[2]");
        assertThat(said.rejected().get(0).item().toString())
                .doesNotContain("\"ada\"")
                .contains(HASH.of("ada"));
        assertThat(said.statement().facets()).containsOnlyKeys("dashboard:looker:1");
        assertThat(said.statement().whole())
                .as("what could not be read is not said to be gone")
                .isFalse();
    }

    @Test
    void a_body_without_its_fields_is_refused_by_name() {
        assertThatThrownBy(() -> assets("{'assets': []}")).hasMessageContaining("source");
        assertThatThrownBy(() -> assets("{'source': 'x'}")).hasMessageContaining("assets");
        assertThatThrownBy(() -> assets("{'source': 'x', 'assets': {}}"))
                .hasMessageContaining("assets: must be a list");
        assertThatThrownBy(() -> assets("[]")).hasMessageContaining("must be a JSON object");
        assertThatThrownBy(() -> views("{}")).hasMessageContaining("views");
    }

    @Test
    void a_view_is_the_same_however_often_it_is_told_and_its_viewer_is_a_hash() {
        String view =
                "{'asset': 'dashboard:looker:1', 'viewer': 'Ada@example.com', 'viewedAt': '2026-02-28T09:00:00Z'}";
        ViewsReader.Submission once = views(view);
        ViewsReader.Submission again = views("{'views': [" + view + "]}");

        assertThat(once.views()).isEqualTo(again.views()).hasSize(1);
        assertThat(once.views().get(0).viewer()).isEqualTo(HASH.of("ada@example.com"));
        assertThat(ViewsReader.write(once.views()).toString()).doesNotContain("example.com");
        assertThat(new ViewsReader(people)
                        .read(ViewsReader.write(once.views()), NOW)
                        .views())
                .isEqualTo(once.views());
    }

    @Test
    void a_view_from_the_future_happened_now_and_one_without_time_not_at_all() {
        ViewsReader.Submission said = views(
                "[{'asset': 'dbt:a', 'viewer': 'x', 'viewedAt': '2027-01-01T00:00:00Z'}, {'asset': 'dbt:a', 'viewer': 'x'}]");
        assertThat(said.views()).singleElement().satisfies(v -> assertThat(v.viewedAt())
                .isEqualTo(NOW));
        assertThat(said.rejected()).extracting(Rejected::path).containsExactly("[1].viewedAt");
    }
}
