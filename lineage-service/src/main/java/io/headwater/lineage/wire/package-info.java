/** Kafka as this service uses it: clients, and how the core's records become Avro. */
package io.headwater.lineage.wire;
