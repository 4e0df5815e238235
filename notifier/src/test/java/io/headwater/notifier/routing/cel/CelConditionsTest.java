package io.headwater.notifier.routing.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.notifier.incident.Priority;
import io.headwater.notifier.incident.Tale;
import io.headwater.notifier.routing.Conditions;
import io.headwater.notifier.routing.Facts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelConditionsTest {
    private final Conditions conditions = new CelConditions();
    private final Map<String, Object> facts =
            Facts.of(Tale.INCIDENT, Tale.of(Priority.P0).headline(), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "incident.priority == 'P0' && incident.domain == 'finance'",
                "incident.priority in ['P0', 'P1']",
                "impact.dashboards.exists(d, d.tier == 1 && d.name.startsWith('Rev'))",
                "impact.viewerCount > 20 && impact.bestTier == 1",
                "cause.name.startsWith('shop.raw.') && !cause.suspected",
                "cause.urn == incident.rootCauses[0]",
                "!incident.declared && !incident.late"
            })
    void a_condition_can_ask_for_what_an_incident_is_what_it_reaches_and_what_caused_it(String condition) {
        assertThat(conditions.holds(condition, facts)).isTrue();
    }

    @Test
    void a_condition_that_is_not_met_does_not_hold() {
        assertThat(conditions.holds("incident.priority == 'P4'", facts)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident.priority ==", "'a string'", "planet.name == 'earth'", "incident.colour == 'red'"})
    void a_condition_that_is_none_or_asks_for_what_there_is_not_is_broken_and_names_itself(String condition) {
        assertThatThrownBy(() -> conditions.holds(condition, facts))
                .isInstanceOf(Conditions.BrokenCondition.class)
                .hasMessageStartingWith("`" + condition + "`");
    }
}
