package io.headwater.lineage.submission;

import com.fasterxml.jackson.databind.JsonNode;

/** An item that could not be taken: where it stood, the rule it broke, and the item without people's names. */
public record Rejected(String path, String rule, JsonNode item) {}
