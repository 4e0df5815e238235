package io.headwater.lineage.catalogue;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of names, as they are kept and as they are asked for: runs of letters and digits, in lower case. */
final class SearchWords {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{1,100}");
    /** A text index takes a megabyte at most; nobody searches by the ten-thousandth word. */
    private static final int MOST = 10_000;

    private SearchWords() {}

    /** Each word once, separated by spaces. */
    static String of(Collection<String> texts) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
            while (words.size() < MOST && matcher.find()) {
                words.add(matcher.group());
            }
        }
        return String.join(" ", words);
    }

    /** The first eight words of a question, each to be met by a beginning. */
    static List<String> prefixes(String question) {
        return List.of(of(List.of(question)).split(" ")).stream()
                .filter(word -> !word.isEmpty())
                .limit(8)
                .map(word -> word + ":*")
                .toList();
    }
}
