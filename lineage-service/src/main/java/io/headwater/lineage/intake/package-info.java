/**
 * From `headwater.raw.v1` to assets, people and views: puts deliveries together, compares what they say with what is on
 * record, writes the difference, and only then moves on, in one database transaction.
 */
package io.headwater.lineage.intake;
