package io.headwater.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestSubjectsTest {
    private static final String WAREHOUSE =
            """
            {'sources': {'source.p.raw.payments': {'name': 'payments', 'source_name': 'raw', 'schema': 'raw'}},
             'nodes': {
              'model.p.orders': {'name': 'orders', 'schema': 's', 'alias': 'orders'},
              'model.p.customers': {'name': 'customers', 'schema': 's', 'alias': 'customers'},
              'model.p.inlined': {'name': 'inlined', 'config': {'materialized': 'ephemeral'},
                'depends_on': {'nodes': ['model.p.orders']}},
              'test.p.t': {'name': 't', %s}}}
            """;
    private static final String BOTH = "'depends_on': {'nodes': ['model.p.customers', 'model.p.orders']}";

    @Test
    void a_test_watches_the_node_it_is_attached_to() throws Exception {
        assertThat(watched("'attached_node': 'model.p.orders', " + BOTH)).containsExactly("model.p.orders");
    }

    @Test
    void before_v10_the_file_key_names_it() throws Exception {
        assertThat(watched("'file_key_name': 'models.orders', " + BOTH)).containsExactly("model.p.orders");
    }

    @Test
    void a_relationships_test_watches_the_table_that_refers() throws Exception {
        assertThat(watched("'test_metadata': {'name': 'relationships', 'kwargs': {'to': 'ref(#customers#)',"
                        + " 'model': '{{ get_where_subquery(ref(#orders#)) }}'}},"
                        + " 'refs': [['customers'], ['orders']], " + BOTH))
                .containsExactly("model.p.orders");
    }

    @Test
    void a_test_on_a_source_is_found_by_its_macro() throws Exception {
        assertThat(watched("'test_metadata': {'name': 'unique', 'kwargs': {'model':"
                        + " '{{ get_where_subquery(source(#raw#, #payments#)) }}'}},"
                        + " 'depends_on': {'nodes': ['source.p.raw.payments']}"))
                .containsExactly("source.p.raw.payments");
    }

    @Test
    void a_singular_test_watches_all_it_depends_on() throws Exception {
        assertThat(watched(BOTH)).containsExactly("model.p.customers", "model.p.orders");
        assertThat(watched("'depends_on': {'nodes': []}")).isEmpty();
    }

    @Test
    void a_test_on_an_ephemeral_model_watches_what_it_reads() throws Exception {
        assertThat(watched("'attached_node': 'model.p.inlined', 'depends_on': {'nodes': ['model.p.inlined']}"))
                .containsExactly("model.p.orders");
    }

    @Test
    void an_attached_node_that_the_manifest_lacks_is_passed_over() throws Exception {
        assertThat(watched("'attached_node': 'model.p.gone', 'depends_on': {'nodes': ['model.p.orders']}"))
                .containsExactly("model.p.orders");
    }

    private static List<String> watched(String test) throws Exception {
        String text = WAREHOUSE.formatted(test).replace('\'', '"').replace('#', '\'');
        Manifest manifest = ManifestReader.read(
                new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return TestSubjects.of(manifest, manifest.node("test.p.t").orElseThrow()).stream()
                .map(ManifestNode::uniqueId)
                .toList();
    }
}
