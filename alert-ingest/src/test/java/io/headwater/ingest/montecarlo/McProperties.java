package io.headwater.ingest.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.montecarlo.McSignature;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class McProperties {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] WORDS = {
        "payload",
        "incident_id",
        "event_list",
        "rule",
        "uuid",
        "data",
        "hits",
        "table_name",
        "group_id",
        "comparisons",
        "alert_feedback",
        "owner",
        "timestamp",
        "value",
        "threshold",
        "rule_comparisons",
        "mcon",
        "full_table_id",
        "type"
    };

    /** Whatever JSON comes: outcomes or rejected records about one alert, or refused with a field. */
    @Property(tries = 3_000)
    void any_json_gives_outcomes_or_rejections_or_a_named_field(@ForAll("bodies") String body)
            throws JsonProcessingException {
        JsonNode json = JSON.readTree(body);
        try {
            McAlert alert = McWebhook.read(json);
            assertThat(alert.outcomes().size() + alert.rejected().size()).isPositive();
            assertThat(alert.outcomes()).allSatisfy(outcome -> {
                assertThat(outcome.run()).isEqualTo(alert.incident());
                assertThat(outcome.check()).isNotBlank();
                assertThat(outcome.subjects().isEmpty())
                        .isEqualTo(outcome.attributes().containsKey("applies-to"));
            });
            assertThat(alert.outcomes().stream().map(o -> o.check()).distinct().count())
                    .isEqualTo(alert.outcomes().size());
        } catch (McUnreadable refused) {
            assertThat(refused.field()).isNotBlank();
        }
    }

    /** The same body always has the same signature, which only it has. */
    @Property(tries = 500)
    void a_signed_body_matches_until_a_field_is_added(@ForAll("bodies") String body) throws JsonProcessingException {
        if (JSON.readTree(body) instanceof ObjectNode object) {
            McSignature signature = new McSignature("secret");
            String header = signature.of(object);
            assertThat(signature.matches(object, header)).isTrue();
            object.put("one more", true);
            assertThat(signature.matches(object, header)).isFalse();
        }
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> payload = object(values(3));
        Arbitrary<String> alerts = payload.map(p -> p.equals("{}") ? p : "{\"incident_id\":\"inc-1\"," + p.substring(1))
                .flatMap(p -> object(values(1))
                        .map(o -> "{\"payload\":" + p + (o.equals("{}") ? "}" : "," + o.substring(1))));
        return Arbitraries.frequencyOf(Tuple.of(3, alerts), Tuple.of(1, values(3)));
    }

    private static Arbitrary<String> values(int depth) {
        Arbitrary<String> scalars = Arbitraries.of(
                "null",
                "true",
                "3",
                "-1.5e-7",
                "\"\"",
                "\"zeus:ares\"",
                "\"fixed\"",
                "\"d:s.t\"",
                "\"Jan 15, 06:10PM\"",
                "\"2026-01-01T00:00:00Z\"",
                "\"it's\"",
                "\"MCON++a++r++table++d:s.t\"",
                "\"MCON++table++\"");
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<String> deeper = Arbitraries.lazy(() -> values(depth - 1));
        return Arbitraries.frequencyOf(
                Tuple.of(2, scalars),
                Tuple.of(2, deeper.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]")),
                Tuple.of(3, object(deeper)));
    }

    private static Arbitrary<String> object(Arbitrary<String> values) {
        return Arbitraries.maps(Arbitraries.of(WORDS), values).ofMaxSize(6).map(fields -> {
            StringBuilder json = new StringBuilder("{");
            fields.forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(value));
            return json.append('}').toString();
        });
    }
}
