/** The core's records to Avro and back: one mapper per topic, the only place that knows both. */
package io.headwater.incident.topology.mapping;
