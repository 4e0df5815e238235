package io.headwater.lineage.facet;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who speaks: a source, its project, and the target it writes to. Within an asset a scope has one facet; a manifest
 * speaks for its scope alone (design, "Whose assets").
 *
 * @param source `dbt`, `native`
 * @param project dbt project, or the name a native source gives itself
 * @param target `database.schema` that is the project's home there; empty where there is no such thing
 */
public record Scope(String source, String project, String target) implements Comparable<Scope> {

    /** The scope of a native source: `native/<name>`. */
    public static Scope ofNative(String name) {
        return new Scope("native", name, "");
    }

    /** `source/project/database.schema`, as it stands in events. */
    public String text() {
        return Stream.of(source, project, target)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
    }

    @Override
    public int compareTo(Scope other) {
        return text().compareTo(other.text());
    }

    @Override
    public String toString() {
        return text();
    }
}
