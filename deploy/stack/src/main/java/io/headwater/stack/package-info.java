/** Starts, watches and stops the real servers Headwater stands on: Kafka, PostgreSQL, Apicurio Registry. */
package io.headwater.stack;
