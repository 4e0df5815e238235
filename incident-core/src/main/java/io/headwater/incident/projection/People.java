package io.headwater.incident.projection;

import io.headwater.topics.RecordKey;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Names behind the hashes of one workspace. */
final class People {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern PLACE = Pattern.compile("@\\{([^}]*)}");
    private static final int SHORT = 8;

    private final Map<String, String> names;

    People(Map<String, String> names) {
        this.names = names;
    }

    /** The names behind all hashes in these texts. */
    static Uni<People> of(Mutiny.Session session, String workspace, Stream<String> texts) {
        List<String> keys = texts.flatMap(People::in)
                .distinct()
                .map(hash -> RecordKey.of(workspace, hash))
                .toList();
        if (keys.isEmpty()) {
            return Uni.createFrom().item(new People(Map.of()));
        }
        return session.createSelectionQuery(
                        "from PersonRow p where p.key in :keys and coalesce(p.name, p.email) is not null",
                        PersonRow.class)
                .setParameter("keys", keys)
                .getResultList()
                .map(rows -> new People(rows.stream()
                        .collect(Collectors.toMap(
                                row -> row.key.substring(row.key.indexOf('|') + 1),
                                row -> row.name == null ? row.email : row.name))));
    }

    /** Hashes within a text: as items of a JSON document or as `@{hash}`. */
    static Stream<String> in(String text) {
        return HASH.matcher(text).results().map(result -> result.group());
    }

    /** The name; of one who has none (erased, or never known) the first digits of the hash; a team stays as it is. */
    String name(String hashOrTeam) {
        if (hashOrTeam == null) {
            return null;
        }
        String name = names.get(hashOrTeam);
        if (name != null) {
            return name;
        }
        return HASH.matcher(hashOrTeam).matches() ? hashOrTeam.substring(0, SHORT) : hashOrTeam;
    }

    List<String> names(List<String> hashesOrTeams) {
        return hashesOrTeams.stream().map(this::name).toList();
    }

    /** A sentence with the names put in. */
    String fill(String sentence) {
        return PLACE.matcher(sentence).replaceAll(match -> Matcher.quoteReplacement(name(match.group(1))));
    }
}
