package io.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.cli.supervisor.PartState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every service, the broker, the registry and the database killed while the storm goes on: the supervisor brings them back, the numbers stand. */
class StormWithKillsE2E {
    private static final List<String> VICTIMS = List.of(
            "incident-core",
            "alert-ingest",
            "kafka",
            "registry",
            "lineage-service",
            "notifier",
            "postgres",
            "ticketing-bridge",
            "incident-core");

    private final Headwater headwater = Headwater.running();

    @Test
    void kill_9_of_every_part_changes_no_number() throws InterruptedException {
        Process demo = headwater.start("demo", "--storm", "90", "--detach");
        await().atMost(Duration.ofMinutes(2)).until(() -> headwater.output(demo).contains("The bad night"));
        List<String> killed = new ArrayList<>();
        for (String victim : VICTIMS) {
            await().atMost(Duration.ofMinutes(2)).until(() -> headwater.state().ready());
            PartState part = headwater.state().part(victim).orElseThrow();
            ProcessHandle.of(part.pid()).orElseThrow().destroyForcibly();
            killed.add(victim);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> headwater.state().part(victim).orElseThrow().restarts() > part.restarts());
        }
        assertThat(killed).containsExactlyElementsOf(VICTIMS);
        assertThat(demo.waitFor(5, TimeUnit.MINUTES)).as(headwater.output(demo)).isTrue();
        assertThat(demo.exitValue()).as(headwater.output(demo)).isZero();
        assertThat(headwater.output(demo))
                .contains("37 alerts → 1 incident, P0, root cause `raw.payments`, 4 dashboards, 23 viewers;"
                        + " 1 Slack message, 1 ticket");
    }
}
