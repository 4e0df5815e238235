package io.headwater.cli.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.cli.supervisor.PartState.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    @TempDir
    Path dir;

    private final List<String> history = new CopyOnWriteArrayList<>();
    private Supervisor supervisor;

    @AfterEach
    void end() {
        if (supervisor != null) {
            supervisor.stopAll();
        }
    }

    @Test
    void a_part_starts_after_those_it_stands_on_and_ends_before_them() {
        supervisor = new Supervisor(List.of(part("kafka"), part("registry", "kafka")), file(), "http://localhost");
        assertThat(supervisor.startAll()).isTrue();
        supervisor.stopAll();
        assertThat(history).containsExactly("start kafka", "start registry", "stop registry", "stop kafka");
        supervisor = null;
    }

    @Test
    void what_stands_on_a_part_that_failed_is_not_started_and_says_why() {
        TestPart broken = part("kafka");
        broken.refuses = true;
        supervisor = new Supervisor(List.of(broken, part("registry", "kafka")), file(), "http://localhost");
        assertThat(supervisor.startAll()).isFalse();
        StackState state = StackState.read(file()).orElseThrow();
        assertThat(state.part("kafka").orElseThrow().message()).isEqualTo("kafka: mend it so");
        assertThat(state.part("registry").orElseThrow().message()).contains("kafka");
        assertThat(history).isEmpty();
    }

    @Test
    void a_part_that_fails_in_a_way_nobody_foresaw_is_failed_and_not_starting_for_ever() {
        TestPart odd = part("kafka");
        odd.surprise = new IllegalStateException("the disk is gone");
        supervisor = new Supervisor(List.of(odd), file(), "http://localhost");
        assertThat(supervisor.startAll()).isFalse();
        assertThat(state("kafka").phase()).isEqualTo(Phase.FAILED);
        assertThat(state("kafka").message()).contains("the disk is gone");
    }

    @Test
    void a_part_that_dies_again_while_it_is_brought_back_is_tried_again() {
        TestPart core = part("incident-core");
        supervisor = new Supervisor(List.of(core), file(), "http://localhost");
        supervisor.startAll();
        new Thread(supervisor::watch).start();
        core.refusals = 2;
        core.alive = false;
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        state("incident-core").isUp() && state("incident-core").restarts() == 3);
    }

    @Test
    void a_part_that_dies_is_brought_back() {
        TestPart kafka = part("kafka");
        supervisor = new Supervisor(List.of(kafka), file(), "http://localhost");
        supervisor.startAll();
        Thread watching = new Thread(supervisor::watch);
        watching.start();
        kafka.alive = false;
        await().atMost(Duration.ofSeconds(10))
                .until(() -> state("kafka").restarts() == 1 && state("kafka").isUp());
        assertThat(history).containsExactly("start kafka", "start kafka");
    }

    @Test
    void a_part_that_keeps_dying_is_given_up_in_words() {
        TestPart kafka = part("kafka");
        kafka.shortLived = true;
        supervisor = new Supervisor(List.of(kafka), file(), "http://localhost");
        supervisor.startAll();
        new Thread(supervisor::watch).start();
        await().atMost(Duration.ofSeconds(20)).until(() -> state("kafka").phase() == Phase.FAILED);
        assertThat(state("kafka").message()).contains("died 6 times within a minute");
    }

    private PartState state(String name) {
        return StackState.read(file()).orElseThrow().part(name).orElseThrow();
    }

    private Path file() {
        return dir.resolve("state.json");
    }

    private TestPart part(String name, String... after) {
        return new TestPart(name, List.of(after));
    }

    private final class TestPart implements Part {
        private final String name;
        private final List<String> after;
        private volatile boolean alive;
        private boolean refuses;
        private volatile int refusals;
        private RuntimeException surprise;
        private boolean shortLived;

        TestPart(String name, List<String> after) {
            this.name = name;
            this.after = after;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int port() {
            return 1;
        }

        @Override
        public List<String> after() {
            return after;
        }

        @Override
        public long start(Duration patience) {
            if (surprise != null) {
                throw surprise;
            }
            if (refusals > 0) {
                refusals--;
                throw new PartFailed(name + ": not yet");
            }
            if (refuses) {
                throw new PartFailed(name + ": mend it so");
            }
            history.add("start " + name);
            alive = !shortLived;
            return 1;
        }

        @Override
        public boolean isAlive() {
            return alive;
        }

        @Override
        public void stop() {
            if (alive) {
                history.add("stop " + name);
                alive = false;
            }
        }
    }
}
