package io.headwater.incident.lineage;

import java.util.Comparator;
import java.util.Optional;

/** Who answers for an asset: a person (keyed hash), a team (name), or a person of a team. */
public record Owner(Optional<String> person, Optional<String> team) implements Comparable<Owner> {
    private static final Comparator<Owner> ORDER = Comparator.<Owner, String>comparing(
                    owner -> owner.team().orElse(""))
            .thenComparing(owner -> owner.person().orElse(""));

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
