/** The way onto the log: records of the contract, their keys and headers, and the one producer. */
package io.headwater.ingest.kafka;
