/**
 * What dbt writes, read by shape: manifests v2 to v12, run results v2 to v6, source freshness, dbt 0.20 to 2.0. Streams;
 * never holds SQL, docs or a whole artifact. Unknown fields are ignored, missing ones are empty, optional fields of the
 * wrong type count as missing. Pure: no framework, no clock. {@link io.headwater.dbt.ManifestReader}, {@link
 * io.headwater.dbt.RunResultsReader} and {@link io.headwater.dbt.SourcesReader} are the doors.
 */
package io.headwater.dbt;
