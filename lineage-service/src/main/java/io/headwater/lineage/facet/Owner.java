package io.headwater.lineage.facet;

import java.util.Comparator;
import java.util.Optional;

/** Who answers for an asset: a person, by keyed hash, or a team, by name. */
public record Owner(Optional<String> person, Optional<String> team) implements Comparable<Owner> {
    private static final Comparator<Owner> ORDER =
            Comparator.comparing((Owner o) -> o.team.orElse("")).thenComparing(o -> o.person.orElse(""));

    public static Owner person(String hash) {
        return new Owner(Optional.of(hash), Optional.empty());
    }

    public static Owner team(String name) {
        return new Owner(Optional.empty(), Optional.of(name));
    }

    @Override
    public int compareTo(Owner other) {
        return ORDER.compare(this, other);
    }
}
