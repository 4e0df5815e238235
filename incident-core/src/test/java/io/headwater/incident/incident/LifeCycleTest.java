package io.headwater.incident.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.incident.incident.LifeCycle.Move;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LifeCycleTest {
    private static final String TABLE =
            """
            from          acknowledge   mitigate   resolve   close   reopen
            triggered     acknowledged  mitigated  resolved  closed  -
            acknowledged  -             mitigated  resolved  closed  -
            mitigated     -             -          resolved  closed  -
            resolved      -             -          -         closed  triggered
            closed        -             -          -         -       triggered
            """;

    static Stream<Arguments> cells() {
        String[] lines = TABLE.split("\n");
        String[] moves = lines[0].split("\\s+");
        return Stream.of(lines).skip(1).map(line -> line.split("\\s+")).flatMap(row -> Stream.iterate(1, i -> i + 1)
                .limit(row.length - 1)
                .map(i -> Arguments.of(row[0], moves[i], row[i])));
    }

    @ParameterizedTest(name = "{1} {0}: {2}")
    @MethodSource("cells")
    void each_cell_of_the_table_leads_where_it_says(String from, String move, String to) {
        assertThat(LifeCycle.to(status(from), Move.valueOf(upper(move))))
                .isEqualTo(to.equals("-") ? Optional.empty() : Optional.of(status(to)));
    }

    @Test
    void an_event_that_the_table_forbids_stops_the_fold() {
        Case closed = Case.in(IncidentStatus.CLOSED);

        assertThatThrownBy(() -> closed.happens(meta -> new IncidentEvent.Acknowledged(meta, Case.ADA)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("an incident that is closed cannot acknowledge");
    }

    private static IncidentStatus status(String word) {
        return IncidentStatus.valueOf(upper(word));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
