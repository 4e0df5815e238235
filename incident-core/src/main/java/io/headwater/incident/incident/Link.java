package io.headwater.incident.incident;

import java.util.Optional;

/** A ticket or document linked to an incident. */
public record Link(String system, String key, String url, Optional<String> status) {}
