/** Silences and maintenance windows: when they are in force, and which outcomes they hide. Pure. */
package io.headwater.incident.silence;
