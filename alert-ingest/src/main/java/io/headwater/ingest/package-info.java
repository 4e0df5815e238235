/** HTTP and webhook adapters per source: raw payloads and normalised check outcomes onto Kafka. Keeps no state. */
package io.headwater.ingest;
