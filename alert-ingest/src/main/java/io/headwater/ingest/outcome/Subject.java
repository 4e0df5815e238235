package io.headwater.ingest.outcome;

import java.util.List;
import java.util.Optional;

/**
 * An asset as the source names it.
 *
 * @param urn canonical, where the request made it known
 * @param names the source's own, each `kind:value`
 * @param upstreams URNs of the direct upstream assets, where known
 * @param columns the check looks at, lower case; empty: the whole asset
 */
public record Subject(Optional<String> urn, List<String> names, List<String> upstreams, List<String> columns) {
    public Subject {
        names = List.copyOf(names);
        upstreams = List.copyOf(upstreams);
        columns = List.copyOf(columns);
    }

    /** Known by the source's name alone. */
    public static Subject named(String name) {
        return new Subject(Optional.empty(), List.of(name), List.of(), List.of());
    }
}
