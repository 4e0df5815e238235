package io.headwater.incident.projection;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.headwater.stack.TestTokens;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;

/** Asks the interface as a viewer does. */
public final class Api {
    public static final Duration SOON = Duration.ofSeconds(30);

    private Api() {}

    public static ValidatableResponse get(String path) {
        return given().auth()
                .oauth2(TestTokens.VIEWER)
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200);
    }

    /** Asks for what is refused, with a problem that says why. */
    public static void refused(String path, int status, String reason) {
        given().auth()
                .oauth2(TestTokens.VIEWER)
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(reason));
    }

    /** A query for the time of a story's event of that version. */
    static String at(long version) {
        return "?at=" + IncidentStory.START.plusSeconds(version);
    }

    /** The incident, once it stands at that version. */
    public static ValidatableResponse incidentAt(String workspace, String id, long version) {
        String path = "/api/incidents/" + workspace + "/" + id;
        await().atMost(SOON).untilAsserted(() -> get(path).body("version", equalTo((int) version)));
        return get(path);
    }
}
