package io.headwater.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.Asset;
import io.headwater.schema.DeadLetter;
import io.headwater.schema.RawPayload;
import io.headwater.stack.HeadwaterStack;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Deliveries that come twice, and servers that go away in the middle: nothing is lost, nothing is said twice. */
@QuarkusTest
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "lineage"))
class IntakeIT {
    private static final Instant NIGHT = Instant.parse("2026-03-01T02:00:00Z");

    private static Log log;
    private static RawSender raw;

    private final Door door = new Door(log);

    @BeforeAll
    static void connect() {
        log = new Log();
        raw = new RawSender(log.codec());
    }

    @AfterAll
    static void disconnect() {
        raw.close();
        log.codec().close();
    }

    @Test
    void a_manifest_that_comes_twice_or_says_the_same_later_changes_nothing() {
        raw.send(door.workspace, "dbt.manifest", shop(NIGHT).json());
        raw.send(door.workspace, "dbt.manifest", shop(NIGHT).json());
        raw.send(door.workspace, "dbt.manifest", shop(NIGHT.plusSeconds(60)).json());
        marker();

        assertThat(log.records(Topics.ASSETS, door.workspace))
                .as("two models, a source, and the marker")
                .hasSize(4);
        assertThat(log.values(Topics.DEAD_LETTER, door.workspace, DeadLetter.class))
                .isEmpty();
    }

    @Test
    void a_part_that_its_sender_tried_twice_is_taken_once() {
        List<RawPayload> parts =
                RawSender.parts(door.workspace, "dbt.manifest", shop(NIGHT).json(), 150);
        assertThat(parts).hasSizeGreaterThan(2);
        for (int i = 0; i < parts.size(); i++) {
            raw.send(parts.subList(0, i + 1));
        }
        marker();

        assertThat(door.assets(4)).containsKeys("table:shop.core.orders", "table:shop.raw.payments");
        assertThat(log.values(Topics.ASSETS, door.workspace, Asset.class)).hasSize(4);
    }

    @Test
    void the_same_assets_said_again_are_not_written_again() {
        String said = "{'source': 'bi', 'assets': [{'urn': 'dashboard:bi:1', 'name': 'Revenue'}]}";
        for (int i = 0; i < 3; i++) {
            door.assets(said).then().statusCode(202);
        }
        marker();
        assertThat(log.records(Topics.ASSETS, door.workspace)).hasSize(2);
    }

    @Test
    void while_the_registry_is_away_manifests_are_taken_all_the_same() {
        raw.send(door.workspace, "dbt.manifest", shop(NIGHT).json());
        door.assets(3);
        HeadwaterStack stack = HeadwaterStack.shared();
        stack.stopRegistry();
        try {
            raw.send(
                    door.workspace,
                    "dbt.manifest",
                    shop(NIGHT.plusSeconds(60))
                            .model("revenue", "model.shop.orders")
                            .json());
            assertThat(door.assets(4)).containsKey("table:shop.core.revenue");
            Door.eventually(
                    () -> assertThat(door.search("q=revenue").getList("items")).hasSize(1));
        } finally {
            stack.startRegistry();
        }
        marker();
    }

    @Test
    void a_database_that_is_killed_in_the_middle_costs_nothing_but_time() {
        raw.send(door.workspace, "dbt.manifest", shop(NIGHT).json());
        door.assets(3);
        HeadwaterStack stack = HeadwaterStack.shared();
        stack.killPostgres();
        try {
            raw.send(
                    door.workspace,
                    "dbt.manifest",
                    shop(NIGHT.plusSeconds(60))
                            .model("revenue", "model.shop.orders")
                            .json());
        } finally {
            stack.startPostgres();
        }
        assertThat(door.assets(4)).containsKey("table:shop.core.revenue");
        Door.eventually(
                () -> assertThat(door.search("q=revenue").getList("items")).hasSize(1));
        assertThat(log.values(Topics.DEAD_LETTER, door.workspace, DeadLetter.class))
                .isEmpty();
    }

    /** Whatever was sent before is settled once this has been: a workspace's deliveries are taken in order. */
    private void marker() {
        door.assets("{'source': 'marker', 'assets': [{'urn': 'dashboard:bi:marker'}]}")
                .then()
                .statusCode(202);
        Door.eventually(() -> assertThat(door.latest()).containsKey("dashboard:bi:marker"));
    }

    private static Project shop(Instant at) {
        return Project.of("shop", "core", at)
                .source("raw", "payments")
                .model("stg_payments", "source.shop.raw.payments")
                .model("orders", "model.shop.stg_payments");
    }
}
