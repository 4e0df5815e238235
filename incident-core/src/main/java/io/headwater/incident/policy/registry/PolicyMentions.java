package io.headwater.incident.policy.registry;

import io.headwater.schema.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Which policies name a person. */
@ApplicationScoped
public class PolicyMentions {
    private final PolicyLog log;

    @Inject
    PolicyMentions(PolicyLog log) {
        this.log = log;
    }

    /** Those in force that hold the person's hash, as `kind/name`; waits until the topic was read once. */
    public List<String> of(String workspace, String person) {
        return log.book().inForce(workspace).stream()
                .filter(policy -> policy.getDocument().contains(person))
                .map(PolicyMentions::name)
                .sorted()
                .toList();
    }

    private static String name(Policy policy) {
        return policy.getKind() + "/" + policy.getName();
    }
}
