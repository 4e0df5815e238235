package io.headwater.notifier.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.schema.Person;
import io.headwater.schema.command.Acknowledge;
import io.headwater.stack.TestTokens;
import io.headwater.topics.Topics;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A tombstone on the people topic is the erasure. */
@QuarkusTest
class ErasureIT extends Installation {
    private static final String CHLOE = "chloe@example.com";

    @TestHTTPResource("/slack/interactions")
    URI interactions;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @Test
    void who_is_erased_has_neither_name_nor_mention_any_more() {
        settle("erased");
        JsonNode before = announce("erased", "inc-erased-1", new Story("erased", "inc-erased-1"));
        assertThat(text(before)).contains(slack.mention(ADA));

        log.end(Topics.PEOPLE, "erased", hash(ADA));

        String nobody = "someone (" + hash(ADA).substring(0, 6) + ")";
        await().atMost(SOON).untilAsserted(() -> onCall("erased").body("items[0].onCall.name", equalTo(nobody)));
        onCall("erased").body("items[0].next.name", equalTo("ben"));
        JsonNode after = announce("erased", "inc-erased-2", new Story("erased", "inc-erased-2"));
        assertThat(after.toString()).doesNotContain(slack.member(ADA));
    }

    @Test
    void slacks_id_of_who_pressed_a_button_goes_too() throws SQLException {
        slack.postInteractionsTo(interactions.toString());
        settle("pressed");
        JsonNode message = announce("pressed", "inc-erased-3", new Story("pressed", "inc-erased-3"));
        slack.press(message, "ack", CHLOE);
        await().atMost(SOON).until(() -> !log.read(Topics.COMMANDS, "pressed", Acknowledge.class)
                .isEmpty());
        assertThat(log.read(Topics.PEOPLE, "pressed", Person.class))
                .extracting(Person::getSlackId)
                .contains(slack.member(CHLOE));
        await().atMost(SOON).until(() -> rows("person where slack_id = ? and id like 'pressed|%'") == 1);
        assertThat(rows("press where commanded and slack_user = ? and incident = 'pressed|inc-erased-3'"))
                .isEqualTo(1);

        log.end(Topics.PEOPLE, "pressed", hash(CHLOE));

        await().atMost(SOON).until(() -> rows("person where slack_id = ? and id like 'pressed|%'") == 0);
        assertThat(rows("press where slack_user = ? and incident like 'pressed|%'"))
                .isZero();
    }

    @Test
    void who_is_erased_and_named_again_in_one_batch_is_known_anew() {
        settle("again");
        for (int i = 0; i < 20; i++) {
            log.end(Topics.PEOPLE, "again", hash(ADA));
            meet("again", ADA, "ada the " + i + "th");
        }
        await().atMost(SOON).untilAsserted(() -> onCall("again").body("items[0].onCall.name", equalTo("ada the 19th")));
    }

    private static ValidatableResponse onCall(String workspace) {
        return given().auth()
                .oauth2(TestTokens.VIEWER)
                .get("/api/on-call/" + workspace + "/now")
                .then()
                .statusCode(200);
    }

    /** How many rows have Chloe's id in Slack. */
    private int rows(String of) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, user, password);
                var statement = connection.prepareStatement("select count(*) from " + of)) {
            statement.setString(1, slack.member(CHLOE));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }
}
