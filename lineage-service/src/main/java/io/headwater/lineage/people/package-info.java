/** People: their hashes in everything that is written, their names for the one topic that may hold them. Pure. */
package io.headwater.lineage.people;
