package io.headwater.incident.projection;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The words of a search and which people's names they are. Search documents hold hashes, never names, so that an erased
 * person is gone from them too; a name is looked up when somebody searches for it.
 *
 * @param words empty: none were given
 * @param hashes by word
 */
record NamedWords(Optional<SearchWords> words, Map<String, List<String>> hashes) {
    private static final int WORDS_AT_MOST = 8;
    private static final int PEOPLE_AT_MOST = 50;

    static Uni<NamedWords> of(Mutiny.Session session, String workspace, String typed) {
        if (typed == null || typed.isBlank()) {
            return Uni.createFrom().item(new NamedWords(Optional.empty(), Map.of()));
        }
        SearchWords words = SearchWords.of(typed);
        List<String> plain = words.plain().stream().limit(WORDS_AT_MOST).toList();
        if (plain.isEmpty()) {
            return Uni.createFrom().item(new NamedWords(Optional.of(words), Map.of()));
        }
        return session.createNativeQuery(
                        "select p.key, concat_ws(' ', p.name, p.email) from person p where starts_with(p.key, :workspace)"
                                + " and string_to_array(lower(plain_words(concat_ws(' ', p.name, p.email))), ' ')"
                                + " && string_to_array(:plain, ' ') order by p.key limit " + PEOPLE_AT_MOST,
                        Object[].class)
                .setParameter("workspace", workspace + "|")
                .setParameter("plain", String.join(" ", plain))
                .getResultList()
                .map(people -> new NamedWords(Optional.of(words), hashes(plain, people)));
    }

    private static Map<String, List<String>> hashes(List<String> plain, List<Object[]> people) {
        Map<String, List<String>> hashes = new LinkedHashMap<>();
        for (Object[] person : people) {
            String key = (String) person[0];
            List<String> names = SearchWords.words((String) person[1]);
            for (String word : plain) {
                if (names.contains(word)) {
                    hashes.computeIfAbsent(word, any -> new ArrayList<>()).add(key.substring(key.indexOf('|') + 1));
                }
            }
        }
        return hashes;
    }
}
