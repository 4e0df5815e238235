package io.headwater.incident.erasure;

/**
 * One kind of thing that is left of the person.
 *
 * @param what a short name that programs may rely on
 * @param count null where nobody counts them
 * @param words what it is, and what can be done about it
 */
public record Remainder(String what, Long count, String words) {}
