package io.headwater.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The contract for downstream teams says of every topic and record what the catalogue says. */
class AsyncApiDocumentTest {
    private final JsonNode document = read();

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(AsyncApiDocument.json());
        } catch (IOException wrong) {
            throw new AssertionError("the document is no JSON", wrong);
        }
    }

    @Test
    void every_topic_is_a_channel_with_its_settings_and_all_its_records() {
        for (Topic topic : Topics.all()) {
            JsonNode channel = channel(topic);
            assertThat(channel.at("/bindings/kafka/partitions").asInt()).isEqualTo(Topics.PARTITIONS);
            assertThat(channel.at("/bindings/kafka/topicConfiguration/cleanup.policy/0")
                            .asText())
                    .isEqualTo(topic.configuration().get("cleanup.policy"));
            assertThat(channel.path("messages")).hasSize(topic.records().size());
        }
        assertThat(document.path("channels")).hasSize(Topics.all().size());
    }

    @Test
    void every_record_comes_with_its_whole_schema_and_its_cloudevents_type() {
        for (Topic topic : Topics.all()) {
            for (Schema schema : topic.records()) {
                JsonNode message = resolved(channel(topic).path("messages").path(schema.getName()));
                assertThat(message.path("name").asText()).isEqualTo(EventHeaders.typeOf(schema));
                assertThat(new Schema.Parser()
                                .parse(message.at("/payload/schema").toString()))
                        .isEqualTo(schema);
                assertThat(message.at("/bindings/kafka/key/description").asText())
                        .endsWith(topic.keyId());
            }
        }
    }

    @Test
    void every_reference_leads_somewhere() {
        List<JsonNode> references = document.findValues("$ref");
        assertThat(references).hasSizeGreaterThan(100);
        List<String> broken = new ArrayList<>();
        references.forEach(reference -> {
            if (document.at(reference.asText().substring(1)).isMissingNode()) {
                broken.add(reference.asText());
            }
        });
        assertThat(broken).isEmpty();
    }

    @Test
    void outside_producers_are_told_where_they_may_write() {
        assertThat(document.at("/operations/receive-alerts/action").asText()).isEqualTo("receive");
        assertThat(document.path("operations").findValuesAsText("action"))
                .filteredOn("receive"::equals)
                .hasSize(1);
    }

    private JsonNode channel(Topic topic) {
        for (JsonNode channel : document.path("channels")) {
            if (channel.path("address").asText().equals(topic.name())) {
                return channel;
            }
        }
        throw new AssertionError("no channel for " + topic.name());
    }

    private JsonNode resolved(JsonNode reference) {
        return document.at(reference.path("$ref").asText().substring(1));
    }
}
