package io.headwater.dbt;

import static io.headwater.dbt.Artifacts.json;
import static io.headwater.dbt.Artifacts.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {

    @Test
    void sections_may_come_in_any_order_and_unknown_ones_are_ignored() throws Exception {
        Manifest manifest = manifest(
                """
                {'child_map': {}, 'new_in_v99': [1, {'a': 2}], 'groups': {'g.fin': {'name': 'finance',
                  'owner': {'name': 'Fin', 'email': 'fin@example.com'}}},
                 'sources': {'source.shop.raw.payments': {'unique_id': 'source.shop.raw.payments', 'source_name': 'raw',
                   'name': 'payments', 'identifier': 'PAYMENTS_V2', 'database': 'LAKE', 'schema': 'RAW'}},
                 'nodes': {'model.shop.orders': {'name': 'orders', 'group': 'finance', 'database': 'dw', 'schema': 'core',
                   'alias': 'orders', 'raw_code': 'select 1', 'config': {'materialized': 'table', 'meta': {'tier': 1,
                   'contact': {'slack': '#fin'}}}, 'columns': {'ID': {'description': 'x'}, 'amount': {}},
                   'depends_on': {'nodes': ['source.shop.raw.payments']}}},
                 'metadata': {'dbt_schema_version': 'https://schemas.getdbt.com/dbt/manifest/v99.json',
                   'dbt_version': '9.0.0', 'generated_at': '2026-03-01T02:00:00.123456789Z', 'invocation_id': 'run-1',
                   'adapter_type': 'snowflake', 'project_name': 'shop'}}
                """);

        assertThat(manifest.metadata().version()).contains("v99");
        assertThat(manifest.metadata().generatedAt()).contains(Instant.parse("2026-03-01T02:00:00.123456789Z"));
        ManifestNode orders = manifest.node("model.shop.orders").orElseThrow();
        assertThat(orders.resourceType()).isEqualTo(ResourceType.MODEL);
        assertThat(orders.columns()).containsExactly("ID", "amount");
        assertThat(orders.meta()).isEqualTo(Map.of("tier", "1", "contact.slack", "#fin"));
        assertThat(manifest.owner(orders).orElseThrow().email()).contains("fin@example.com");
        assertThat(manifest.urn(orders)).contains("table:dw.core.orders");
        assertThat(manifest.upstreamUrns(orders)).containsExactly("table:lake.raw.payments_v2");
        assertThat(manifest.faults()).isEmpty();
    }

    @Test
    void a_node_whose_names_no_key_can_hold_is_left_out_and_named() throws Exception {
        String tooLong = "a".repeat(601);
        Manifest manifest = manifest(
                "{'nodes': {'model.p.b': {}, 'model.p.%1$s': {}, 'model.p.c': {'alias': '%1$s'}}}".formatted(tooLong));

        assertThat(manifest.nodes().keySet()).containsExactly("model.p.b");
        assertThat(manifest.faults())
                .extracting(ArtifactFault::rule)
                .containsExactly("must have at most 600 characters", "must have at most 600 characters");
        assertThat(manifest.faults().get(0).path()).hasSizeLessThan(100);
    }

    @Test
    void optional_fields_of_the_wrong_type_count_as_missing_and_bad_elements_are_named() throws Exception {
        Manifest manifest = manifest(
                """
                {'metadata': 'none', 'groups': [], 'sources': null, 'nodes': {'model.a.b': {'name': 7, 'schema': ['x'],
                 'config': 'no', 'depends_on': [], 'columns': [], 'tags': 'solo', 'meta': 3, 'refs': 'x',
                 'description': {}}, 'model.a.c': 'not an object'}}
                """);

        ManifestNode node = manifest.node("model.a.b").orElseThrow();
        assertThat(node.name()).isEqualTo("b");
        assertThat(node.tags()).containsExactly("solo");
        assertThat(manifest.urn(node)).contains("table:b");
        assertThat(manifest.faults()).containsExactly(new ArtifactFault("nodes[model.a.c]", "must be an object"));
    }

    @Test
    void ephemeral_models_and_metrics_are_passed_through_even_in_a_circle() throws Exception {
        Manifest manifest = manifest(
                """
                {'nodes': {
                  'model.p.a': {'database': 'd', 'schema': 's', 'alias': 'a', 'depends_on': {'nodes': ['model.p.e']}},
                  'model.p.e': {'config': {'materialized': 'ephemeral'}, 'depends_on': {'nodes': ['model.p.f', 'model.p.b']}},
                  'model.p.f': {'config': {'materialized': 'ephemeral'}, 'depends_on': {'nodes': ['model.p.e', 'seed.p.c']}},
                  'model.p.b': {'database': 'd', 'schema': 's', 'alias': 'b'},
                  'seed.p.c': {'database': 'd', 'schema': 's', 'alias': 'c'}},
                 'metrics': {'metric.p.m': {'depends_on': {'nodes': ['semantic_model.p.sm']}}},
                 'semantic_models': {'semantic_model.p.sm': {'depends_on': {'nodes': ['model.p.a']}}},
                 'exposures': {'exposure.p.x': {'type': 'dashboard', 'depends_on': {'nodes': ['metric.p.m', 'model.p.gone']}}}}
                """);

        assertThat(manifest.upstreamUrns(manifest.node("model.p.a").orElseThrow()))
                .containsExactlyInAnyOrder("table:d.s.b", "table:d.s.c");
        assertThat(manifest.upstreamUrns(manifest.node("exposure.p.x").orElseThrow()))
                .containsExactly("table:d.s.a");
        assertThat(manifest.urn("model.p.e")).isEmpty();
        assertThat(manifest.node("exposure.p.x").orElseThrow().exposureType()).contains("dashboard");
    }

    @Test
    void a_node_without_depends_on_takes_its_parents_from_the_parent_map() throws Exception {
        Manifest manifest = manifest(
                """
                {'parent_map': {'model.p.a': ['seed.p.c']}, 'nodes': {'model.p.a': {'schema': 's', 'alias': 'a'},
                 'seed.p.c': {'schema': 's', 'alias': 'c'}}}
                """);

        assertThat(manifest.upstreamUrns(manifest.node("model.p.a").orElseThrow()))
                .containsExactly("table:s.c");
    }

    @Test
    void case_is_kept_only_where_the_warehouse_minds_it_and_the_part_is_quoted_in_mixed_case() throws Exception {
        assertThat(urn("postgres", "\\'DB\\'.\\'Core\\'.\\'Orders\\'")).isEqualTo("table:db.Core.Orders");
        assertThat(urn("postgres", "DB.Core.Orders")).isEqualTo("table:db.core.orders");
        assertThat(urn("snowflake", "DB.Core.Orders")).isEqualTo("table:db.core.orders");
        assertThat(urn("snowflake", "DB.Core.\\'Orders\\'")).isEqualTo("table:db.core.Orders");
        assertThat(urn("bigquery", "`DB`.`Core`.`Orders`")).isEqualTo("table:db.Core.Orders");
        assertThat(urn("duckdb", "\\'DB\\'.\\'Core\\'.\\'Orders\\'")).isEqualTo("table:db.core.orders");
        assertThat(urn("databricks", "`DB`.`Core`.`Orders`")).isEqualTo("table:db.core.orders");
    }

    @Test
    void a_document_cut_short_says_where() {
        UnreadableArtifact cut = catchThrowableOfType(
                UnreadableArtifact.class,
                () -> manifest("{'metadata': {}, 'nodes': {'model.a.b': {'name': 'b', 'depends_on': {'nodes': ['x'"));

        assertThat(cut.fault().path()).startsWith("nodes.model.a.b.depends_on.nodes");
        assertThat(cut.fault().rule()).startsWith("the JSON ends too early");
    }

    @Test
    void bytes_that_are_not_utf_8_are_named_as_such() {
        byte[] latin1 =
                "{\"nodes\": {\"model.a.b\": {\"name\": \"caf\u00e9 noir\"}}}".getBytes(StandardCharsets.ISO_8859_1);

        UnreadableArtifact wrong = catchThrowableOfType(
                UnreadableArtifact.class, () -> ManifestReader.read(new ByteArrayInputStream(latin1)));

        assertThat(wrong.fault().rule()).startsWith("not UTF-8");
    }

    @Test
    void documents_of_another_kind_are_refused_by_what_they_say_or_lack() {
        for (Map.Entry<String, String> document : Map.of(
                        "",
                        "an empty document",
                        "[]",
                        "must be a JSON object",
                        "{'nodes': {}} {}",
                        "more follows after the end of the document",
                        "{'results': []}",
                        "a manifest has an object 'nodes'; this has none",
                        "{'metadata': {'dbt_schema_version': 'https://x/dbt/run-results/v6.json'}, 'nodes': {}}",
                        "this is a run-results artifact, not a manifest artifact",
                        "{'nodes': " + "[".repeat(2_000),
                        "nesting")
                .entrySet()) {
            UnreadableArtifact refused =
                    catchThrowableOfType(UnreadableArtifact.class, () -> manifest(document.getKey()));
            assertThat(refused).as(document.getKey()).isNotNull();
            assertThat(refused.fault().rule()).contains(document.getValue());
        }
    }

    private static String urn(String adapter, String relation) throws IOException, UnreadableArtifact {
        String text =
                "{'metadata': {'adapter_type': '%s'}, 'nodes': {'model.p.o': {'database': 'DB', 'schema': 'Core', 'alias': 'Orders', 'relation_name': '%s'}}}"
                        .formatted(adapter, relation.replace("\\'", "\\#"))
                        .replace('\'', '"')
                        .replace("\\#", "\\\"");
        Manifest manifest = ManifestReader.read(json(text));
        List<ManifestNode> models = manifest.nodes(ResourceType.MODEL);
        return manifest.urn(models.get(0)).orElseThrow();
    }
}
