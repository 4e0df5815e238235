package io.headwater.incident.topology.mapping;

import io.headwater.incident.triage.Output.Decided;
import io.headwater.incident.triage.Output.Kind;
import io.headwater.schema.Decision;
import io.headwater.schema.DecisionKind;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code headwater.decisions.v1}: what was decided about commands and outcomes. */
public final class DecisionMapping {
    private DecisionMapping() {}

    public static Decision toAvro(String workspace, Decided core) {
        return new Decision(
                workspace,
                core.subject(),
                DecisionKind.valueOf(core.kind().name()),
                core.reason(),
                core.incident().orElse(null),
                core.version().isPresent() ? (Long) core.version().getAsLong() : null,
                core.run().orElse(null),
                core.at(),
                core.policy().orElse(null));
    }

    public static Decided toCore(Decision avro) {
        return new Decided(
                avro.getSubject(),
                Kind.valueOf(avro.getKind().name()),
                avro.getReason(),
                Optional.ofNullable(avro.getIncident()),
                avro.getVersion() == null ? OptionalLong.empty() : OptionalLong.of(avro.getVersion()),
                Optional.ofNullable(avro.getRun()),
                avro.getAt(),
                Optional.ofNullable(avro.getPolicy()));
    }
}
