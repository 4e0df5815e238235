/** The catalogue in PostgreSQL: assets and people as projected from their topics, and the questions asked of it. */
package io.headwater.lineage.catalogue;
