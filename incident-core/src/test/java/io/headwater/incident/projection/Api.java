package io.headwater.incident.projection;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
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

    /** The incident, once it stands at that version. */
    public static ValidatableResponse incidentAt(String workspace, String id, long version) {
        String path = "/api/incidents/" + workspace + "/" + id;
        await().atMost(SOON).untilAsserted(() -> get(path).body("version", equalTo((int) version)));
        return get(path);
    }
}
