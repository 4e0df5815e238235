package io.headwater.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkspaceTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "larkspur", "team-7", "0", "-", "abcdefghijklmnopqrstuvwxyz-0123456789"})
    void small_letters_digits_and_hyphens_make_a_name(String name) {
        assertThat(new Workspace(name)).hasToString(name);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "A", "a b", "a_b", "a|b", "ä", "a\n", "a/b", "`", "{", ":"})
    void nothing_else_does(String name) {
        assertThat(Workspace.isValid(name)).isFalse();
        assertThatThrownBy(() -> new Workspace(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 63 of a-z, 0-9 and '-'");
    }

    @Test
    void it_is_no_longer_than_63() {
        assertThat(Workspace.isValid("a".repeat(63))).isTrue();
        assertThat(Workspace.isValid("a".repeat(64))).isFalse();
    }
}
