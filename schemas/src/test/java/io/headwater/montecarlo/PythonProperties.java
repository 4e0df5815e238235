package io.headwater.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PythonProperties {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Form-encoding loses nothing: decoded, the texts come back. */
    @Property(tries = 500)
    void texts_survive_the_form(@ForAll("texts") String text) {
        ObjectNode body = JSON.createObjectNode().put("k", text);
        String form = new PythonRendering(true).urlencode(body);
        assertThat(URLDecoder.decode(form.substring(2), StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Property(tries = 2_000)
    void floats_read_back_as_the_same_double(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            assertThat(Double.parseDouble(PythonFloat.repr(value))).isEqualTo(value);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .all()
                .excludeChars(java.util.stream.IntStream.rangeClosed(0xd800, 0xdfff)
                        .collect(StringBuilder::new, (sb, c) -> sb.append((char) c), StringBuilder::append)
                        .toString()
                        .toCharArray());
    }
}
