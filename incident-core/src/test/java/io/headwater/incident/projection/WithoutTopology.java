package io.headwater.incident.projection;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The projection, the interface and the sessions alone: the test plays the topology. */
public class WithoutTopology implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("headwater.topology.enabled", "false");
    }
}
