package io.headwater.incident.triage;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.Impact;
import io.headwater.incident.outcome.Severity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a priority is judged by.
 *
 * @param incident as it stands, impact counts and root cause included
 * @param impact the whole blast radius, for the maturity and owners of its dashboards
 * @param viewerCount people who looked in the broken interval
 * @param severity gravest that a source called one of its alerts
 * @param failing at least one alert FAILED, or is a build or an arrival that ERRORED, and is not cleared; or a person
 *     declared it and no check speaks yet
 * @param warned at least one alert WARNED and is not cleared; {@code errored} likewise
 * @param kinds kinds of its checks, sorted
 * @param sources sources of its checks, sorted
 * @param cause the first root cause
 */
public record PriorityFacts(
        Incident incident,
        Impact impact,
        int viewerCount,
        Severity severity,
        boolean failing,
        boolean warned,
        boolean errored,
        List<String> kinds,
        List<String> sources,
        Optional<Cause> cause) {
    /** A root cause; {@code node} is empty where lineage does not describe it. */
    public record Cause(
            String urn, String name, AssetType type, OptionalInt tier, boolean suspected, Optional<AssetNode> node) {}
}
