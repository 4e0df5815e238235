package io.headwater.incident.topology.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.incident.policy.PolicyDocument;
import io.headwater.schema.Actor;
import io.headwater.schema.Policy;
import java.util.Map;
import java.util.Optional;

/** {@code headwater.policies.v1}: versions of policies. */
public final class PolicyMapping {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> SPEC = new TypeReference<>() {};

    private PolicyMapping() {}

    /** @throws IllegalArgumentException where the document is no JSON object with a {@code spec} */
    public static PolicyDocument toCore(Policy avro) {
        Optional<String> appliedBy = Optional.ofNullable(avro.getAppliedBy()).map(Actor::getPerson);
        return new PolicyDocument(avro.getKind(), avro.getName(), avro.getVersion(), spec(avro), appliedBy);
    }

    private static Map<String, Object> spec(Policy avro) {
        if (avro.getRemoved()) {
            return Map.of();
        }
        try {
            JsonNode spec = JSON.readTree(avro.getDocument()).path("spec");
            if (!spec.isObject()) {
                throw new IllegalArgumentException("the policy's document has no object `spec`");
            }
            return JSON.convertValue(spec, SPEC);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(
                    "the policy's document is not JSON: " + wrong.getOriginalMessage(), wrong);
        }
    }
}
