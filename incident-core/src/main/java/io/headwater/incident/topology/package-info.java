/**
 * The Kafka Streams adapter: one topology in which a task meets all that concerns a workspace, in one order that is put
 * on record. Reads and writes Avro at its edges; what it decides comes from the pure engine.
 */
package io.headwater.incident.topology;
