package io.headwater.incident.projection;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names behind the hashes of one workspace. */
final class People {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern PLACE = Pattern.compile("@\\{([^}]*)}");
    private static final int SHORT = 8;

    private final Map<String, String> names;

    People(Map<String, String> names) {
        this.names = names;
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
