package io.headwater.incident.topology;

import io.headwater.incident.impact.AssetView;
import io.headwater.incident.incident.IncidentCommand;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.policy.PolicyDocument;
import java.util.Optional;

/** What an input says, in the core's words. */
sealed interface Fact {
    record Evaluated(CheckOutcome outcome) implements Fact {}

    /** Lineage describes the asset so; empty: it ended. */
    record Described(String urn, Optional<AssetNode> asset) implements Fact {}

    record Viewed(AssetView view) implements Fact {}

    record PolicyApplied(PolicyDocument policy) implements Fact {}

    record PolicyEnded(String kind, String name, long version) implements Fact {}

    record Commanded(IncidentCommand command) implements Fact {}
}
