package io.headwater.incident.projection;

import java.util.Set;

/**
 * By what an incident is known again.
 *
 * @param rootCauses URNs
 * @param checks `source/check` that failed, warned or errored
 * @param assets URNs of what these watch
 * @param words telling words of what was said about it, names of assets and checks left out
 */
record Traits(Set<String> rootCauses, Set<String> checks, Set<String> assets, Set<String> words) {}
