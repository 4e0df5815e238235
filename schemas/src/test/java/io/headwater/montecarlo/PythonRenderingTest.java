package io.headwater.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The expectations are CPython's own: `src/test/resources/montecarlo/generate.py` writes them. */
class PythonRenderingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void bodies_are_form_encoded_exactly_as_cpython_does() throws IOException {
        List<String> cases = lines("urlencode.jsonl");
        assertThat(cases).hasSizeGreaterThan(200);
        for (String line : cases) {
            JsonNode expected = JSON.readTree(line);
            ObjectNode body = (ObjectNode) JSON.readTree(expected.get("text").textValue());
            assertThat(new PythonRendering(true).urlencode(body))
                    .as(expected.get("text").textValue())
                    .isEqualTo(expected.get("form").textValue());
        }
    }

    @Test
    void floats_are_printed_exactly_as_cpython_does() throws IOException {
        List<String> cases = lines("floats.tsv");
        assertThat(cases).hasSizeGreaterThan(2_000);
        for (String line : cases) {
            String[] columns = line.split("\t");
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(columns[0], 16));
            assertThat(PythonFloat.repr(value)).as(columns[0]).isEqualTo(columns[1]);
        }
    }

    @Test
    void what_is_newer_than_our_unicode_is_tried_both_ways() throws IOException {
        // U+1FAE8 came with Unicode 15: unassigned to JDK 17, printable to a recent Python, escaped by an older one.
        ObjectNode body = (ObjectNode) JSON.readTree("{\"a\": [\"\uD83E\uDEE8\"]}");
        boolean unassigned = Character.getType(0x1FAE8) == Character.UNASSIGNED;
        assertThat(new PythonRendering(true).urlencode(body)).isEqualTo("a=%5B%27%F0%9F%AB%A8%27%5D");
        assertThat(new PythonRendering(false).urlencode(body))
                .isEqualTo(unassigned ? "a=%5B%27%5CU0001fae8%27%5D" : "a=%5B%27%F0%9F%AB%A8%27%5D");
    }

    @Test
    void the_signature_is_the_hmac_of_that_text() throws IOException {
        ObjectNode body = (ObjectNode) JSON.readTree("{\"a\": {\"b\": null, \"c\": [true, 1e-7]}, \"d\": \"x y\"}");
        // python3: hmac.new(b"s3cret", urlencode(body).encode(), "sha512").hexdigest()
        String expected = "c2fd9c35506246a7ba1afc2a2cc3d08eaf30fde2bf9fdd181ac88010e3237849"
                + "736af7bb5f8089259ed60b36174ed98b68b89df3500ab4fd96fbd31481798918";
        McSignature signature = new McSignature("s3cret");
        assertThat(signature.of(body)).isEqualTo(expected);
        assertThat(signature.matches(body, expected)).isTrue();
        assertThat(signature.matches(body, expected.toUpperCase(java.util.Locale.ROOT)))
                .isTrue();
        assertThat(signature.matches(body, expected.substring(2))).isFalse();
        assertThat(signature.matches(body, "not hex")).isFalse();
        assertThat(signature.matches(body, "")).isFalse();
        assertThat(new McSignature("other").matches(body, expected)).isFalse();
    }

    private static List<String> lines(String resource) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                PythonRenderingTest.class.getResourceAsStream("/montecarlo/" + resource), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
