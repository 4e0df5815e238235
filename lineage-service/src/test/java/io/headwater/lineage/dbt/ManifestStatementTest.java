package io.headwater.lineage.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.dbt.ManifestReader;
import io.headwater.dbt.UnreadableArtifact;
import io.headwater.identity.PersonHash;
import io.headwater.lineage.Project;
import io.headwater.lineage.facet.AssetType;
import io.headwater.lineage.facet.Facet;
import io.headwater.lineage.facet.Owner;
import io.headwater.lineage.facet.Statement;
import io.headwater.lineage.facet.Upstream;
import io.headwater.lineage.people.KnownPerson;
import io.headwater.lineage.people.People;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestStatementTest {
    private static final Instant NIGHT = Instant.parse("2026-03-01T02:00:00Z");
    private static final PersonHash HASH = new PersonHash("a-key-of-at-least-16");

    private final People people = new People(HASH);

    private Statement read(Project project) {
        try {
            return ManifestStatement.of(
                    ManifestReader.read(new ByteArrayInputStream(project.json().getBytes(StandardCharsets.UTF_8))),
                    NIGHT.plusSeconds(3_600),
                    people);
        } catch (IOException | UnreadableArtifact failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void lineage_passes_through_ephemeral_models() {
        Statement statement = read(Project.of("shop", "core", NIGHT)
                .source("raw", "payments")
                .model(
                        "cleaned",
                        node -> node.putObject("config").put("materialized", "ephemeral"),
                        "source.shop.raw.payments")
                .model("orders", "model.shop.cleaned"));

        assertThat(statement.facets()).containsOnlyKeys("table:shop.raw.payments", "table:shop.core.orders");
        assertThat(statement.facets().get("table:shop.core.orders").upstreams())
                .containsExactly(Upstream.of("table:shop.raw.payments"));
    }

    @Test
    void a_project_that_writes_several_schemas_speaks_for_one_target() {
        Statement prod = read(Project.of("shop", "prod", NIGHT)
                .modelIn("prod_staging", "stg")
                .modelIn("prod_marts", "mart")
                .modelIn("prod_marts", "mart2")
                .test("not_null", "stg"));
        Statement dev = read(Project.of("shop", "dev_ada", NIGHT)
                .modelIn("dev_ada_staging", "stg")
                .test("not_null", "stg"));

        assertThat(prod.scope().text()).isEqualTo("dbt/shop/shop.prod");
        assertThat(dev.scope().text()).isEqualTo("dbt/shop/shop.dev_ada");
    }

    @Test
    void without_stored_test_failures_the_scope_is_where_most_is_built() {
        Statement statement =
                read(Project.of("shop", "core", NIGHT).model("a").model("b").modelIn("other", "c"));
        assertThat(statement.scope().text()).isEqualTo("dbt/shop/shop.core");
    }

    @Test
    void an_exposure_is_a_dashboard_with_tier_owner_and_its_dbt_name() {
        Facet dashboard = read(Project.of("shop", "core", NIGHT)
                        .model("orders")
                        .exposure("revenue", "ada@example.com", "model.shop.orders"))
                .facets()
                .get("dashboard:dbt:shop.revenue");

        assertThat(dashboard.type()).isEqualTo(AssetType.DASHBOARD);
        assertThat(dashboard.tier()).hasValue(1);
        assertThat(dashboard.owners()).containsExactly(Owner.person(HASH.of("ada@example.com")));
        assertThat(dashboard.aliases()).extracting(Object::toString).contains("dbt:exposure.shop.revenue");
        assertThat(people.met())
                .contains(new KnownPerson(
                        HASH.of("ada@example.com"), Optional.of("Ada Lovelace"), Optional.of("ada@example.com")));
    }

    @Test
    void a_group_is_the_domain_and_a_team_whose_owner_is_a_hash() {
        Facet orders = read(Project.of("shop", "core", NIGHT)
                        .group("finance", "grace@example.com")
                        .model("orders", node -> node.put("group", "finance")))
                .facets()
                .get("table:shop.core.orders");

        assertThat(orders.domain()).contains("finance");
        assertThat(orders.owners())
                .containsExactlyInAnyOrder(Owner.team("finance"), Owner.person(HASH.of("grace@example.com")));
    }

    @Test
    void no_name_of_a_person_is_left_in_what_a_manifest_says() {
        Facet orders = read(Project.of("shop", "core", NIGHT).model("orders", node -> {
                    node.put("description", "Ask ada@example.com.");
                    node.putObject("meta")
                            .put("owner", "Ada Lovelace")
                            .put("data_steward", "Grace Hopper")
                            .put("note", "was mary@example.com's")
                            .put("tier", "tier-2");
                }))
                .facets()
                .get("table:shop.core.orders");

        assertThat(orders.toString()).doesNotContain("example.com", "Lovelace", "Hopper");
        assertThat(orders.tier()).hasValue(2);
        assertThat(orders.meta()).containsKey("note");
    }

    @Test
    void a_manifest_from_the_future_is_as_old_as_its_arrival() {
        assertThat(read(Project.of("shop", "core", NIGHT.plusSeconds(99_999)).model("a"))
                        .observedAt())
                .isEqualTo(NIGHT.plusSeconds(3_600));
    }
}
