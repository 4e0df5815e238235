/** Takes policy documents in: YAML or JSON, checked with JSON Schema and CEL, people hashed, versioned, onto Kafka. */
package io.headwater.incident.policy.registry;
