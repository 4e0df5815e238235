package io.headwater.incident.outcome;

import java.util.List;
import java.util.Optional;

/**
 * An asset as the source names it.
 *
 * @param urn canonical URN, where the request made it known
 * @param names the source's own names, each {@code kind:value}
 * @param upstreams URNs of its direct upstreams, where the request made them known
 * @param columns columns the check looks at; empty: the whole asset
 */
public record SubjectRef(Optional<String> urn, List<String> names, List<String> upstreams, List<String> columns) {
    public SubjectRef {
        names = List.copyOf(names);
        upstreams = List.copyOf(upstreams);
        columns = List.copyOf(columns);
    }

    /** The URN first, then the names: what it may be known by. */
    public List<String> knownAs() {
        if (urn.isEmpty()) {
            return names;
        }
        return java.util.stream.Stream.concat(urn.stream(), names.stream()).toList();
    }
}
