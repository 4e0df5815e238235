package io.headwater.incident.policy;

import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.headwater.identity.PersonHash;
import io.headwater.incident.projection.WithoutTopology;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.stack.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** Policies as code over HTTP. */
@QuarkusTest
@TestProfile(WithoutTopology.class)
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "incidents"))
class PolicyIT {
    private static final String RULE =
            """
            kind: priority
            name: default
            spec:
              rules:
                - {name: all, when: "impact.viewerCount >= %d", priority: P1, because: many looked}
            """;
    private static final String ROTATION =
            """
            spec:
              timeZone: Europe/Berlin
              start: 2026-01-05
              handOff: 09:00
              length: P7D
              participants: [ada@example.com]
            """;

    private static final String SILENCE =
            """
            spec:
              assets: ["table:dwh.raw.orders"]
              until: 2026-03-02T06:00:00Z
              author: ada@example.com
              reason: warehouse upgrade
            """;

    @Test
    void a_change_is_a_new_version_and_a_document_that_changes_nothing_is_none() {
        put("versions", "priority/default", RULE.formatted(5))
                .statusCode(200)
                .body("version", equalTo(1))
                .body("changed", equalTo(true));
        put("versions", "priority/default", "# only a comment\n" + RULE.formatted(5))
                .statusCode(200)
                .body("version", equalTo(1))
                .body("changed", equalTo(false));
        put("versions", "priority/default", RULE.formatted(9))
                .statusCode(200)
                .body("version", equalTo(2))
                .body("changed", equalTo(true));

        get("versions/priority/default")
                .statusCode(200)
                .body("version", equalTo(2))
                .body("document.spec.rules[0].when", equalTo("impact.viewerCount >= 9"));
        get("versions/priority/default/versions").body("items.version", contains(2, 1));
    }

    @Test
    void a_policy_that_ended_is_not_in_force_and_its_versions_stay_readable() {
        put("ends", "priority/default", RULE.formatted(5)).statusCode(200);
        get("ends").body("items.name", contains("default"));
        given().auth()
                .oauth2(TestTokens.ADMIN)
                .delete("/api/policies/ends/priority/default")
                .then()
                .statusCode(200);

        get("ends").body("items", empty());
        get("ends/priority/default/versions").body("items.version", contains(2, 1));
        put("ends", "priority/default", RULE.formatted(5)).statusCode(200).body("version", equalTo(3));
    }

    @Test
    void a_workspace_has_one_policy_of_correlation() {
        String spec = "spec: {groupWait: PT1M}\n";
        put("one", "correlation/ours", spec).statusCode(200);
        put("one", "correlation/ours", spec.replace("1M", "2M")).statusCode(200).body("version", equalTo(2));

        put("one", "correlation/another", spec)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", startsWith("correlation/ours is in force"));
        get("one").body("items.name", contains("ours"));
    }

    @Test
    void what_is_wrong_is_named_with_its_line() {
        put("wrong", "priority/default", RULE.formatted(5).replace("P1", "P7"))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem("line 5, /spec/rules/0/priority"));
        put("wrong", "priority/default", RULE.formatted(5).replace("impact", "impcat"))
                .statusCode(400)
                .body("errors[0].field", equalTo("line 5, /spec/rules/0/when"));
        put("wrong", "priority/default", "spec:\n  rules: [1\n").statusCode(400).body("detail", containsString("line"));
        put("wrong", "prioritas/default", "spec: {}").statusCode(400).body("detail", containsString("prioritas"));
        get("wrong").body("items", empty());
    }

    @Test
    void a_document_that_is_only_checked_says_what_it_would_change_and_changes_nothing() {
        check("checks", "priority/default", RULE.formatted(5))
                .statusCode(200)
                .body("version", equalTo(0))
                .body("changed", equalTo(true))
                .body("inForce", equalTo(null));
        put("checks", "priority/default", RULE.formatted(5)).statusCode(200);
        check("checks", "priority/default", "# only a comment\n" + RULE.formatted(5))
                .statusCode(200)
                .body("version", equalTo(1))
                .body("changed", equalTo(false));
        check("checks", "priority/default", RULE.formatted(9))
                .statusCode(200)
                .body("changed", equalTo(true))
                .body("inForce.spec.rules[0].when", equalTo("impact.viewerCount >= 5"))
                .body("document.spec.rules[0].when", equalTo("impact.viewerCount >= 9"));
        check("checks", "priority/default", RULE.formatted(5).replace("P1", "P7"))
                .statusCode(400)
                .body("errors.field", hasItem("line 5, /spec/rules/0/priority"));
        assertThat(check("checks", "rotation/data-on-call", ROTATION).extract().asString())
                .doesNotContain("ada@example.com");

        get("checks/priority/default/versions").body("items.version", contains(1));
    }

    @Test
    void people_stand_in_a_policy_as_hashes_only() {
        String ada = new PersonHash(HeadwaterTestResource.PEOPLE_KEY).of("ada@example.com");
        String shown = put("people", "rotation/data-on-call", ROTATION)
                .statusCode(200)
                .body("document.spec.participants", contains(ada))
                .extract()
                .asString();
        assertThat(shown).doesNotContain("ada@example.com");
    }

    @Test
    void a_silence_is_put_in_force_and_somebody_answers_for_it() {
        String ada = new PersonHash(HeadwaterTestResource.PEOPLE_KEY).of("ada@example.com");
        put("silences", "silence/upgrade", SILENCE)
                .statusCode(200)
                .body("document.spec.author", equalTo(ada))
                .body("document.spec.until", equalTo("2026-03-02T06:00:00Z"));
        put("silences", "silence/upgrade", SILENCE.replace("  author: ada@example.com\n", ""))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("/spec/author"));
        put("silences", "silence/upgrade", SILENCE.replace("ada@example.com", "'  '"))
                .statusCode(400)
                .body("errors[0].rule", equalTo("is blank: somebody answers for it"));
        put("silences", "silence/upgrade", SILENCE.replace("until", "til"))
                .statusCode(400)
                .body("errors.field", hasItem("line 2, /spec"));
    }

    @Test
    void an_unknown_workspace_has_no_policies_and_an_unknown_policy_is_not_found() {
        get("nobody-yet").statusCode(200).body("items", empty());
        get("nobody-yet/priority/default/versions").statusCode(200).body("items", empty());
        get("nobody-yet/priority/default")
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", not(empty()));
    }

    @Test
    void who_may_not_put_a_policy_in_force_is_told_so() {
        String path = "/api/policies/acme/priority/default";
        yaml(RULE.formatted(1)).put(path).then().statusCode(401);
        for (String token : new String[] {TestTokens.VIEWER, TestTokens.RESPONDER, TestTokens.PRODUCER}) {
            yaml(RULE.formatted(1))
                    .auth()
                    .oauth2(token)
                    .put(path)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json");
        }
        yaml(RULE.formatted(1))
                .auth()
                .oauth2(TestTokens.ACME_ADMIN)
                .put("/api/policies/other/priority/default")
                .then()
                .statusCode(403);
        get("acme").body("items", empty());
    }

    private static ValidatableResponse put(String workspace, String policy, String document) {
        return yaml(document)
                .auth()
                .oauth2(TestTokens.ADMIN)
                .put("/api/policies/" + workspace + "/" + policy)
                .then();
    }

    private static ValidatableResponse check(String workspace, String policy, String document) {
        return yaml(document)
                .auth()
                .oauth2(TestTokens.VIEWER)
                .post("/api/policies/" + workspace + "/" + policy + "/check")
                .then();
    }

    private static RequestSpecification yaml(String document) {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(encoderConfig().encodeContentTypeAs("application/yaml", ContentType.TEXT)))
                .contentType("application/yaml")
                .body(document);
    }

    private static ValidatableResponse get(String path) {
        return given().auth()
                .oauth2(TestTokens.VIEWER)
                .get("/api/policies/" + path)
                .then();
    }
}
