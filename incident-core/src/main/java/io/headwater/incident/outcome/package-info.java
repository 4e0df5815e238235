/** Checks, what they said, and what is kept of each. Pure. */
package io.headwater.incident.outcome;
