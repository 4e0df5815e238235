package io.headwater.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private static final String SECRET = "t0ps3cret";

    @Test
    void a_token_is_found_by_its_hash_and_nothing_else() {
        AccessTokens tokens = AccessTokens.parse("responder:acme:" + AccessTokens.hash(SECRET));
        assertThat(tokens.find(SECRET)).get().satisfies(g -> {
            assertThat(g.role()).isEqualTo(Role.RESPONDER);
            assertThat(g.allows(Role.VIEWER, "acme")).isTrue();
            assertThat(g.allows(Role.VIEWER, "other")).isFalse();
            assertThat(g.allows(Role.ADMIN, "acme")).isFalse();
            assertThat(g.allows(Role.PRODUCER, "acme")).isFalse();
        });
        assertThat(tokens.find(AccessTokens.hash(SECRET))).isEmpty();
        assertThat(tokens.find("")).isEmpty();
    }

    @Test
    void the_admin_of_everywhere_may_do_everything_anywhere() {
        AccessTokens tokens = AccessTokens.parse("admin:*:" + AccessTokens.hash(SECRET));
        for (Role role : Role.values()) {
            assertThat(tokens.find(SECRET).orElseThrow().allows(role, "any")).isTrue();
        }
    }

    @Test
    void no_configuration_lets_nobody_in() {
        assertThat(AccessTokens.parse("").find(SECRET)).isEmpty();
    }

    @Test
    void a_wrong_entry_is_named_by_its_place_without_showing_it() {
        assertThatThrownBy(() ->
                        AccessTokens.parse("admin:*:" + AccessTokens.hash("x") + ",boss:*:" + AccessTokens.hash("y")))
                .hasMessageContaining("entry 2")
                .hasMessageContaining("producer, viewer, responder, admin");
        assertThatThrownBy(() -> AccessTokens.parse("admin:*:plain-secret"))
                .hasMessageContaining("entry 1")
                .hasMessageNotContaining("plain-secret");
    }
}
