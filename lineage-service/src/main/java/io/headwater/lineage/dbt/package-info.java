/** dbt manifests as statements: which scope speaks, and what it says of which asset. Pure. */
package io.headwater.lineage.dbt;
