/**
 * The contract on Kafka: which topics there are, how they are keyed and partitioned, how records become bytes and
 * which headers travel with them.
 */
package io.headwater.topics;
