/** Rows as few bytes, written and read fast. Pure. */
package io.headwater.incident.packed;
