package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.incident.Actor;
import io.headwater.incident.incident.AlertRole;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.OutcomeStatus;
import io.headwater.incident.outcome.Severity;
import io.headwater.incident.status.Health;
import io.headwater.incident.triage.Output;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The core's enums and the contract's have the same words. */
class ContractEnumsTest {
    static Stream<Arguments> comingIn() {
        return Stream.of(
                Arguments.of(OutcomeStatus.class, io.headwater.schema.OutcomeStatus.class),
                Arguments.of(CheckKind.class, io.headwater.schema.CheckKind.class),
                Arguments.of(Severity.class, io.headwater.schema.Severity.class),
                Arguments.of(AssetType.class, io.headwater.schema.AssetType.class),
                Arguments.of(Priority.class, io.headwater.schema.Priority.class),
                Arguments.of(Actor.Kind.class, io.headwater.schema.ActorKind.class));
    }

    static Stream<Arguments> goingOut() {
        return Stream.of(
                Arguments.of(IncidentStatus.class, io.headwater.schema.IncidentStatus.class),
                Arguments.of(AlertRole.class, io.headwater.schema.incident.AlertRole.class),
                Arguments.of(Health.class, io.headwater.schema.Health.class),
                Arguments.of(Output.Kind.class, io.headwater.schema.DecisionKind.class));
    }

    @ParameterizedTest
    @MethodSource("comingIn")
    void what_others_may_write_has_a_constant_in_the_core(Class<?> core, Class<?> contract) {
        assertThat(names(core)).containsExactlyInAnyOrderElementsOf(names(contract));
    }

    @ParameterizedTest
    @MethodSource("goingOut")
    void what_the_core_says_has_a_symbol_beside_the_default(Class<?> core, Class<?> contract) {
        assertThat(names(contract)).contains("UNKNOWN").containsAll(names(core));
    }

    private static List<String> names(Class<?> type) {
        return Stream.of(type.getEnumConstants()).map(Object::toString).toList();
    }
}
