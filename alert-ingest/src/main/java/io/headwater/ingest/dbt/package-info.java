/** dbt's run results and source freshness as outcomes. Pure. */
package io.headwater.ingest.dbt;
