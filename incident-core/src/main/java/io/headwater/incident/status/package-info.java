/** Whether an asset can be trusted now, and which incident says so. Pure. */
package io.headwater.incident.status;
