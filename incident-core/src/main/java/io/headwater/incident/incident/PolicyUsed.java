package io.headwater.incident.incident;

/** A policy version that a decision used. */
public record PolicyUsed(String kind, String name, long version) {}
