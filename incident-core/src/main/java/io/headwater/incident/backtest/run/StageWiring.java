package io.headwater.incident.backtest.run;

import io.headwater.incident.priority.RulePriorities;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.incident.topology.RecordFormat;
import io.headwater.topics.RecordCodec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The stage over the broker and registry of this instance, with expressions of its own beside the engine's. */
class StageWiring {
    @Produces
    @Singleton
    Stage stage(RecordCodec codec, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        return new Stage(
                bootstrapServers,
                RecordFormat.of(codec),
                new RulePriorities(new CelExpressions()::holds),
                CelExpressions.overOutcomes()::holds,
                Stage.ON_RECORD);
    }
}
