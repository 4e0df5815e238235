/**
 * A storm as its sources would deliver it: {@link io.headwater.simulator.delivery.StormFiles} writes dbt artifacts, Monte
 * Carlo payloads and view events in the order in which they arrive, and the truth beside them.
 */
package io.headwater.simulator.delivery;
