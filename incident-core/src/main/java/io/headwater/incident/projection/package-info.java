/**
 * Incidents as PostgreSQL knows them: read from the log, each batch with its next offsets in one transaction, and
 * asked through {@link io.headwater.incident.projection.IncidentQueries}. Nothing here is a source of truth.
 */
package io.headwater.incident.projection;
