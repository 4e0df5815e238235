package io.headwater.incident.topology.store;

import io.headwater.incident.policy.Policies;
import io.headwater.incident.policy.PolicyDocument;
import java.util.Map;
import java.util.Optional;

/** The version of a policy that counts; without a {@code spec} it has ended. */
record PolicyRow(
        String kind, String name, long version, Optional<Map<String, Object>> spec, Optional<String> appliedBy) {
    String key() {
        return kind + "/" + name;
    }

    Policies into(Policies policies) {
        return spec.map(s -> policies.with(new PolicyDocument(kind, name, version, s, appliedBy)))
                .orElseGet(() -> policies.without(kind, name));
    }
}
