package io.headwater.cli.gateway;

import io.headwater.cli.home.Ports;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which path belongs to which service; the first prefix that fits wins. */
public record Routes(Map<String, Integer> portByPrefix) {

    /** The design's interfaces (section 5) over those ports. */
    public static Routes of(Ports ports) {
        Map<String, Integer> routes = new LinkedHashMap<>();
        routes.put("/api/ingest", ports.of("alert-ingest"));
        routes.put("/api/lineage", ports.of("lineage-service"));
        routes.put("/api/v1/lineage", ports.of("lineage-service"));
        routes.put("/api/on-call", ports.of("notifier"));
        routes.put("/slack", ports.of("notifier"));
        routes.put("/api/retrospectives", ports.of("ticketing-bridge"));
        routes.put("/jira", ports.of("ticketing-bridge"));
        routes.put("/sandbox", ports.of("sandbox"));
        routes.put("/", ports.of("incident-core"));
        return new Routes(routes);
    }
}
