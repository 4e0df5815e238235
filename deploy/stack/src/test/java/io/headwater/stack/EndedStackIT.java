package io.headwater.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** A benchmark has servers of its own, though another ran before it in the same JVM. */
class EndedStackIT {
    @Test
    void after_a_stack_was_ended_there_is_an_empty_one() throws Exception {
        HeadwaterStack first = HeadwaterStack.shared();
        try (Admin admin = admin(first)) {
            admin.createTopics(List.of(new NewTopic("left-over", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
        first.end();

        HeadwaterStack second = HeadwaterStack.shared();
        assertThat(second.bootstrap()).isNotEqualTo(first.bootstrap());
        try (Admin admin = admin(second)) {
            assertThat(admin.listTopics().names().get())
                    .contains("headwater.alerts.v1")
                    .doesNotContain("left-over");
        }
    }

    private static Admin admin(HeadwaterStack stack) {
        return Admin.create(Map.of("bootstrap.servers", stack.bootstrap()));
    }
}
