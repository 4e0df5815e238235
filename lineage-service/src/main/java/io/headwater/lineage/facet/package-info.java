/** What sources say of assets: a facet per scope, how facets merge, and what a delivery changes. Pure. */
package io.headwater.lineage.facet;
