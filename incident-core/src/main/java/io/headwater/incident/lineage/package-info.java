/**
 * The lineage of one workspace in memory, and what lies downstream of trouble. Pure; built from asset records by whoever
 * reads them. {@link io.headwater.incident.lineage.LineageGraph} answers names and walks,
 * {@link io.headwater.incident.lineage.BlastRadius} the impact. Walks are breadth first in a canonical order that does
 * not depend on the order in which assets came, so that a rebuilt graph answers as the one that lived through it.
 */
package io.headwater.incident.lineage;
