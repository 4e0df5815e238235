/** A person who was erased: what went, and what is left of them, in words. Pure. */
package io.headwater.incident.erasure;
