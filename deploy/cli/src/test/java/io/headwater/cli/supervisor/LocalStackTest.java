package io.headwater.cli.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.home.HeadwaterHome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocalStackTest {

    @Test
    void a_service_spools_into_the_home_so_that_two_people_can_run_stacks_on_one_machine() {
        HeadwaterHome home = new HeadwaterHome(Path.of("home").toAbsolutePath());
        assertThat(LocalStack.jvmOptions(home, "alert-ingest")).contains("-Djava.io.tmpdir=" + home.temporary());
    }
}
