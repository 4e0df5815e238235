package io.headwater.notifier.incident;

import java.util.List;
import java.util.OptionalInt;

/**
 * A place people look at, within the blast radius.
 *
 * @param tier 1 is the most important
 * @param path shortest path from the root cause to it, URNs
 */
public record Dashboard(
        String urn, String name, String type, List<Owner> owners, OptionalInt tier, String url, List<String> path) {}
