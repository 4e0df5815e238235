package io.headwater.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IdentityTest {

    @Test
    void a_relation_is_lower_cased_unless_its_source_quotes_it() {
        assertThat(AssetUrn.table("PROD", "Core", "Orders")).isEqualTo("table:prod.core.orders");
        assertThat(AssetUrn.table("PROD", "Core", "Orders", true)).isEqualTo("table:PROD.Core.Orders");
    }

    @Test
    void a_relation_without_a_database_keeps_what_it_has() {
        assertThat(AssetUrn.table(null, "core", "orders")).isEqualTo("table:core.orders");
    }

    @Test
    void the_short_name_is_what_people_say() {
        assertThat(AssetUrn.shortName("table:prod.core.orders")).isEqualTo("orders");
        assertThat(AssetUrn.shortName("dashboard:looker:42")).isEqualTo("42");
        assertThat(AssetUrn.shortName("dbt:exposure.shop.weekly")).isEqualTo("weekly");
    }

    @Test
    void a_person_has_one_hash_in_any_spelling_and_another_under_another_key() {
        PersonHash hash = new PersonHash("a secret of sixteen or more");
        assertThat(hash.of(" Ada@Example.com "))
                .isEqualTo(hash.of("ada@example.com"))
                .matches("[0-9a-f]{32}");
        assertThat(new PersonHash("another secret, also long").of("ada@example.com"))
                .isNotEqualTo(hash.of("ada@example.com"));
    }

    @Test
    void a_short_key_is_refused() {
        assertThatThrownBy(() -> new PersonHash("short")).hasMessageContaining("headwater.people.key");
    }

    @Test
    void a_workspace_is_of_its_form() {
        assertThat(Workspace.isValid("acme-eu-1")).isTrue();
        assertThatThrownBy(() -> new Workspace("Acme")).hasMessageContaining("a-z, 0-9");
        assertThat(Workspace.isValid("x".repeat(64))).isFalse();
        assertThat(Workspace.isValid("a|b")).isFalse();
    }

    @Test
    void ids_of_content_differ_where_the_parts_are_cut_elsewhere() {
        assertThat(ContentId.of("inc", "a", "bc")).isNotEqualTo(ContentId.of("inc", "ab", "c"));
        assertThat(ContentId.of("inc", "a")).isEqualTo(ContentId.of("inc", "a")).matches("inc-[0-9a-f]{20}");
    }
}
