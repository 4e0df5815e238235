package io.headwater.notifier.intake;

import org.apache.avro.specific.SpecificRecord;

/**
 * One readable record.
 *
 * @param place `topic-partition`
 * @param key `workspace|id`
 * @param value null is a tombstone
 */
record Inbound(String topic, String place, long offset, String key, SpecificRecord value) {}
