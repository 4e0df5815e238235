package io.headwater.lineage.dbt;

import io.headwater.dbt.Manifest;
import io.headwater.dbt.ManifestNode;
import io.headwater.dbt.NodeOwner;
import io.headwater.lineage.facet.Owner;
import io.headwater.lineage.people.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The people a manifest names. A node's own owner is taken for a person, since nothing tells a person's name from a
 * team's there and a name must not travel; a group is a team, by its own name, whose owner is a person.
 */
final class ManifestPeople {
    /** Meta that names people as such; what they mean stands under the owners. */
    private static final Pattern OF_PEOPLE = Pattern.compile(
            "(^|.*[._-])(owners?|contacts?|e?mail|author|steward|maintainers?|user|person)([._\\[-].*|$)");

    private final Manifest manifest;
    private final People people;

    ManifestPeople(Manifest manifest, People people) {
        this.manifest = manifest;
        this.people = people;
    }

    List<Owner> owners(ManifestNode node) {
        List<Owner> owners = new ArrayList<>();
        node.owner().flatMap(this::person).ifPresent(owners::add);
        node.group().ifPresent(group -> {
            owners.add(Owner.team(people.mask(clean(group))));
            manifest.groups()
                    .getOrDefault(group, Optional.empty())
                    .flatMap(this::person)
                    .ifPresent(owners::add);
        });
        return owners;
    }

    /** Meta without what names people; e-mails elsewhere in it are masked. */
    Map<String, String> withoutPeople(Map<String, String> meta) {
        Map<String, String> kept = new TreeMap<>();
        meta.forEach((key, value) -> {
            if (!OF_PEOPLE.matcher(key.toLowerCase(Locale.ROOT)).matches()) {
                kept.put(clean(key), mask(value));
            }
        });
        return kept;
    }

    String mask(String text) {
        return people.mask(clean(text));
    }

    private Optional<Owner> person(NodeOwner owner) {
        Optional<String> name = owner.name().map(ManifestPeople::clean).filter(text -> !text.isBlank());
        Optional<String> id = owner.email()
                .map(ManifestPeople::clean)
                .filter(text -> !text.isBlank())
                .or(() -> name);
        return id.map(who -> Owner.person(people.meet(who, name)));
    }

    private static String clean(String text) {
        return text.replace("\0", "");
    }
}
