package io.headwater.incident.policy;

import java.util.Map;

/**
 * One rule of a priority policy.
 *
 * @param policy the policy's name, empty for a shipped rule
 * @param version the policy's version, 0 for a shipped rule
 * @param name the rule's name
 * @param when CEL over `incident`, `impact`, `alert`, `cause`
 * @param priority P0…P4
 * @param because why, for people
 */
public record PriorityRule(String policy, long version, String name, String when, String priority, String because) {

    static PriorityRule read(PolicyDocument document, Map<?, ?> rule) {
        return new PriorityRule(
                document.name(),
                document.version(),
                String.valueOf(rule.get("name")),
                String.valueOf(rule.get("when")),
                String.valueOf(rule.get("priority")),
                rule.get("because") == null ? "" : String.valueOf(rule.get("because")));
    }
}
