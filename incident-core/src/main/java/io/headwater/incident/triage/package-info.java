/**
 * The engine: every input of a workspace, one at a time, and what follows from it. Pure; what it remembers is behind
 * {@link io.headwater.incident.triage.TriageState}.
 */
package io.headwater.incident.triage;
