package io.headwater.incident.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Several consumers, and the readers of a rebuild, write at once. */
class WritingTogetherTest {
    /**
     * Hibernate Reactive sorts the inserts of all sessions by one object, which is not safe for threads
     * (hibernate-reactive 2797): of two rebuilds of some 50 000 records one failed with an index out of bounds. That is
     * too much for a test, so that the setting itself is what is looked at.
     */
    @Test
    void inserts_are_not_sorted_by_hibernate() throws IOException {
        Properties settings = new Properties();
        try (InputStream shipped = getClass().getResourceAsStream("/application.properties")) {
            settings.load(shipped);
        }
        assertThat(settings.stringPropertyNames())
                .contains("quarkus.hibernate-orm.jdbc.statement-batch-size")
                .noneMatch(name -> name.contains("order_inserts"));
    }
}
