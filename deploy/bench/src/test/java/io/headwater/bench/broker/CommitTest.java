package io.headwater.bench.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class CommitTest {
    @Test
    void the_speed_of_two_threads_that_commit_in_turn_is_that_of_both() {
        List<Commit> commits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long first = (i + 1) / 2 * 1_000L;
            long second = i / 2 * 1_000L;
            commits.add(new Commit(100 + i * 0.5, first + second, Duration.ZERO));
        }
        assertThat(Commit.speed(commits)).isCloseTo(2_000, Percentage.withPercentage(2));
    }
}
