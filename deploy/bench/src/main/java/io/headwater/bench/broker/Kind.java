package io.headwater.bench.broker;

import io.headwater.incident.priority.RulePriorities;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.incident.topology.IncidentTopology;
import io.headwater.incident.topology.RecordFormat;
import io.headwater.topics.Topics;
import org.apache.kafka.streams.Topology;

/** The topologies that are compared. */
enum Kind {
    /** Outcomes are read and written again as they are: the least that anything with these serdes can do. */
    IDENTITY("bench-identity", IdentityTopology.OUT),
    /** The product's own. */
    INCIDENT("bench-incident", Topics.INCIDENT_EVENTS.name());

    private final String applicationId;
    private final String out;

    Kind(String applicationId, String out) {
        this.applicationId = applicationId;
        this.out = out;
    }

    /** Its consumer group too. */
    String applicationId() {
        return applicationId;
    }

    /** The topic in which what an outcome leads to can be seen. */
    String out() {
        return out;
    }

    Topology build(RecordFormat format) {
        return this == IDENTITY
                ? IdentityTopology.build(format)
                : IncidentTopology.build(
                        format,
                        new RulePriorities(new CelExpressions()::holds),
                        CelExpressions.overOutcomes()::holds,
                        IncidentTopology.CHECKPOINTS);
    }
}
