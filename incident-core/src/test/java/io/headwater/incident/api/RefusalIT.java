package io.headwater.incident.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.headwater.incident.projection.WithoutTopology;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.stack.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request is said as a problem, with where it is. */
@QuarkusTest
@TestProfile(WithoutTopology.class)
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "incidents"))
class RefusalIT {
    private static final String PROBLEM = "application/problem+json";

    @TestHTTPResource("/")
    URI service;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?limit=abc | limit | must be a whole number from 1 to 200",
                "?limit=0 | limit | must be a whole number from 1 to 200",
                "?limit=201 | limit | must be a whole number from 1 to 200",
                "?limit=5000000000 | limit | must be a whole number from 1 to 200",
                "/inc-1/timeline?limit=1.5 | limit | must be a whole number from 1 to 2000",
                "/inc-1/similar?limit=x | limit | must be a whole number from 1 to 50",
                "?at=yesterday | at | must be a time in ISO 8601",
                "?q=a%00b | q | must not hold the character U+0000",
                "?asset=%00 | asset | must not hold the character U+0000",
                "/inc%00 | path | must not hold the character U+0000",
                "/checks/dbt/a%00b/history | path | must not hold the character U+0000"
            })
    void a_malformed_parameter_is_named_with_the_rule_it_broke(String path, String parameter, String rule) {
        refused(viewer().get("/api/incidents/refusals" + path).then(), 400)
                .body("detail", containsString(parameter))
                .body("detail", containsString(rule))
                .body("errors[0].field", equalTo(parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/incidents/refusals?q=%zz", "/api/incidents/refusals?q=%", "/api/incidents/%zz"})
    void what_cannot_be_decoded_is_refused(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void a_body_that_is_no_json_is_told_where_it_stops_being_it() {
        for (String path : List.of("", "/inc-1/commands")) {
            unreadable(path, "{bad", "at line 1, column 2");
            unreadable(path, "{\"type\": \"note\",\n \"text\": x}", "at line 2, column");
            unreadable(path, "{\"type\":", "at line 1, column");
        }
    }

    private static void unreadable(String path, String body, String where) {
        refused(responder().body(body).post("/api/incidents/refusals" + path).then(), 400)
                .body("detail", containsString("not valid JSON " + where))
                .body("detail", not(containsString("Source")));
    }

    @Test
    void an_address_that_is_too_long_is_told_how_long_it_may_be() {
        refused(viewer().get("/api/incidents/refusals?q=" + "a".repeat(9_000)).then(), 414)
                .body("detail", containsString("at most 8000 characters"));
    }

    @Test
    void a_body_that_is_too_large_is_told_how_large_it_may_be() throws IOException {
        assertThat(raw(command("Content-Length: 99000000")))
                .startsWith("HTTP/1.1 413")
                .contains(PROBLEM, "at most 10485760 bytes");
    }

    private static String command(String length) {
        return "POST /api/incidents/refusals HTTP/1.1\r\nContent-Type: application/json\r\n" + length + "\r\n"
                + "Authorization: Bearer " + TestTokens.RESPONDER + "\r\n";
    }

    private String raw(String head) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            String whole = head + "Host: x\r\nConnection: close\r\n"
                    + (head.contains("Authorization") ? "" : "Authorization: Bearer " + TestTokens.VIEWER + "\r\n")
                    + "\r\n";
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            int next = socket.getInputStream().read();
            while (next >= 0) {
                answer.append((char) next);
                next = answer.indexOf("}") >= 0 ? -1 : socket.getInputStream().read();
            }
            return answer.toString();
        }
    }

    private static ValidatableResponse refused(ValidatableResponse answer, int status) {
        return answer.statusCode(status).contentType(PROBLEM).body("status", equalTo(status));
    }

    private static RequestSpecification responder() {
        return given().auth().oauth2(TestTokens.RESPONDER).contentType(ContentType.JSON);
    }

    private static RequestSpecification viewer() {
        return given().auth().oauth2(TestTokens.VIEWER).urlEncodingEnabled(false);
    }
}
