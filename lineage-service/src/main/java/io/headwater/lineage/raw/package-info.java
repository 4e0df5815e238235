/** The door to `headwater.raw.v1`: payloads compressed, in parts, acknowledged before the caller hears of it. */
package io.headwater.lineage.raw;
