package io.headwater.incident.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody typed into a search, made ready for PostgreSQL's `websearch_to_tsquery`: words must all occur,
 * `"quoted"` ones in a row, `-excluded` ones not at all, `or` between alternatives. An identifier such as
 * `raw.payments` is its words in a row. The last word may be unfinished.
 *
 * @param websearch the whole
 * @param before what stands before the last word; may be empty
 * @param unfinished the last word, a beginning of what is looked for; empty where it is quoted, excluded or whole
 * @param plain the words by themselves, which may be names of people
 */
record SearchWords(String websearch, String before, Optional<String> unfinished, List<String> plain) {
    private static final int LONGEST = 500;
    private static final Pattern PUNCTUATION = Pattern.compile("[\\p{Punct}\\s]+");

    static SearchWords of(String typed) {
        List<String> parts = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        boolean lastIsPlain = false;
        for (String token : tokens(typed.substring(0, Math.min(typed.length(), LONGEST)))) {
            boolean excluded = token.length() > 1 && token.startsWith("-");
            boolean quoted = token.contains("\"");
            List<String> words = words(token);
            if (words.isEmpty()) {
                continue;
            }
            String phrase = String.join(" ", words);
            parts.add((excluded ? "-" : "") + (quoted || words.size() > 1 ? '"' + phrase + '"' : phrase));
            lastIsPlain = !excluded && !quoted && words.size() == 1 && !typed.endsWith(" ") && !phrase.equals("or");
            if (!excluded && !phrase.equals("or")) {
                plain.addAll(words);
            }
        }
        String before = lastIsPlain ? String.join(" ", parts.subList(0, parts.size() - 1)) : "";
        Optional<String> unfinished = lastIsPlain ? Optional.of(parts.get(parts.size() - 1)) : Optional.empty();
        return new SearchWords(
                String.join(" ", parts),
                before,
                // After an `or` the last word stands for itself alone.
                before.equals("or") || before.endsWith(" or") ? Optional.empty() : unfinished,
                plain.stream().distinct().toList());
    }

    boolean isEmpty() {
        return websearch.isEmpty();
    }

    /** A text's words in small letters, as the search documents hold them. */
    static List<String> words(String text) {
        return PUNCTUATION
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Split at spaces outside of quotation marks. */
    private static List<String> tokens(String typed) {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        boolean quoted = false;
        for (char c : typed.toCharArray()) {
            if (Character.isWhitespace(c) && !quoted) {
                tokens.add(token.toString());
                token.setLength(0);
            } else {
                quoted = (c == '"') != quoted;
                token.append(c);
            }
        }
        tokens.add(token.toString());
        return tokens;
    }
}
