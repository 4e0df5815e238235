package io.headwater.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.CheckOutcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** That the build really fails on a change that breaks a subscriber, first on small schemas, then on our own. */
class SchemaEvolutionTest {
    private static final String A = "{'name':'a','type':'string'}";
    private static final String B = "{'name':'b','type':'string'}";

    @Test
    void an_added_field_without_a_default_breaks() {
        assertThat(breaks(fields(A), fields(A, B)))
                .singleElement()
                .asString()
                .contains("cannot read what 1 wrote", "READER_FIELD_MISSING_DEFAULT_VALUE");
    }

    @Test
    void a_dropped_field_without_a_default_breaks() {
        assertThat(breaks(fields(A, B), fields(A))).singleElement().asString().contains("writes what 1 cannot read");
    }

    @Test
    void an_added_field_with_a_default_is_fine_and_may_go_again() {
        Schema more = fields(A, "{'name':'b','type':'string','default':''}");
        assertThat(breaks(fields(A), more)).isEmpty();
        assertThat(breaks(more, fields(A))).isEmpty();
    }

    @Test
    void a_renamed_field_and_another_type_break() {
        assertThat(breaks(fields(A), fields(B))).isNotEmpty();
        assertThat(breaks(fields(A), fields("{'name':'a','type':'long'}"))).isNotEmpty();
        // Widened: we read the old, but a subscriber of the old cannot read us.
        assertThat(breaks(fields("{'name':'a','type':'int'}"), fields("{'name':'a','type':'long'}")))
                .singleElement()
                .asString()
                .contains("writes what 1 cannot read");
    }

    @Test
    void a_dropped_symbol_breaks_although_avro_would_read_its_default() {
        assertThat(breaks(symbols("'OTHER','UP','DOWN'"), symbols("'OTHER','UP'")))
                .singleElement()
                .asString()
                .contains("t.E no longer has [DOWN], which 1 wrote");
    }

    @Test
    void an_added_symbol_is_fine_where_the_enum_has_a_default() {
        assertThat(breaks(symbols("'OTHER','UP'"), symbols("'OTHER','UP','DOWN'")))
                .isEmpty();
    }

    @Test
    void each_released_version_is_held_to() {
        Schema one = fields(A);
        Schema two = fields(A, "{'name':'b','type':'string','default':''}");
        Schema three = fields(A, "{'name':'b','type':'long','default':0}");
        assertThat(SchemaEvolution.breaks(three, Map.of("1", one))).isEmpty();
        assertThat(SchemaEvolution.breaks(three, Map.of("1", one, "2", two)))
                .hasSize(2)
                .allSatisfy(break_ -> assertThat(break_).contains("2"));
    }

    /** Any required field of any record, taken out of it or added to it, fails the build. */
    @TestFactory
    Stream<DynamicTest> no_required_field_of_ours_can_be_dropped_or_added() {
        return Topics.all().stream()
                .flatMap(topic -> topic.records().stream())
                .map(schema -> DynamicTest.dynamicTest(schema.getFullName(), () -> {
                    List<Schema.Field> required = schema.getFields().stream()
                            .filter(field -> !field.hasDefaultValue())
                            .toList();
                    assertThat(required).isNotEmpty();
                    for (Schema.Field field : required) {
                        Schema without = without(schema, field.name());
                        assertThat(breaks(schema, without))
                                .as("without " + field.name())
                                .isNotEmpty();
                        assertThat(breaks(without, schema))
                                .as("with " + field.name())
                                .isNotEmpty();
                    }
                }));
    }

    @Test
    void no_symbol_of_an_enum_deep_within_can_be_dropped() {
        Schema fewer = new Schema.Parser().parse(CheckOutcome.SCHEMA$.toString().replace("\"FAILED\",", ""));
        assertThat(breaks(CheckOutcome.SCHEMA$, fewer))
                .singleElement()
                .asString()
                .contains("OutcomeStatus no longer has [FAILED]");
    }

    private static List<String> breaks(Schema old, Schema current) {
        return SchemaEvolution.breaks(current, Map.of("1", old));
    }

    private static Schema without(Schema schema, String name) {
        List<Schema.Field> rest = schema.getFields().stream()
                .filter(field -> !field.name().equals(name))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, rest);
    }

    private static Schema fields(String... fields) {
        return parse("{'type':'record','name':'R','namespace':'t','fields':[" + String.join(",", fields) + "]}");
    }

    private static Schema symbols(String symbols) {
        return fields("{'name':'e','type':{'type':'enum','name':'E','symbols':[" + symbols + "],'default':'OTHER'}}");
    }

    private static Schema parse(String schema) {
        return new Schema.Parser().parse(schema.replace('\'', '"'));
    }
}
