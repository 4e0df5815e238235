/** The broken interval of an incident and who looked at what it broke. Pure; the blast radius itself is in lineage. */
package io.headwater.incident.impact;
