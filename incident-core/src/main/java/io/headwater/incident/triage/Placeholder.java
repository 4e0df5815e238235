package io.headwater.incident.triage;

import java.util.List;

/** An asset that an outcome named with its upstreams while lineage does not describe it. */
public record Placeholder(String urn, List<String> upstreams) {
    public Placeholder {
        upstreams = List.copyOf(upstreams);
    }
}
