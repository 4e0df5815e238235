package io.headwater.notifier.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Slack's text format. People are written as tokens of private-use characters, which no foreign text can bring in since
 * {@link #text} removes them, and become names or mentions when the message is sent.
 */
public final class Mrkdwn {
    private static final char MENTION = '\uE000';
    private static final char NAME = '\uE001';
    private static final char END = '\uE002';
    private static final Pattern TOKEN = Pattern.compile("([" + MENTION + NAME + "])([^" + END + "]*)" + END);
    private static final Pattern DROPPED = Pattern.compile("[\uE000-\uE002\\p{Cc}]");

    private static final String CUT = "\n…";

    private Mrkdwn() {}

    /**
     * Foreign text made harmless: `& < >` escaped, control characters dropped, line breaks to blanks, cut to so many
     * characters before escaping.
     */
    public static String text(String foreign, int most) {
        String blanks = foreign.replaceAll("\\s+", " ");
        String plain = DROPPED.matcher(blanks).replaceAll("").strip();
        return escape(cut(plain, most));
    }

    /** Foreign text as code; backticks would end it and become apostrophes. */
    public static String code(String foreign) {
        return "`" + text(foreign.replace('`', '\''), 200) + "`";
    }

    /** A link; an address that is none leaves its label alone. */
    public static String link(String url, String label, int most) {
        String target = DROPPED.matcher(url).replaceAll("");
        if (!target.matches("https?://[^\\s|<>\"]+")) {
            return text(label, most);
        }
        return "<" + target.replace("&", "&amp;") + "|" + text(label, most).replace("|", "¦") + ">";
    }

    /** The person is called: Slack tells them. */
    public static String mention(String person) {
        return MENTION + person + END;
    }

    /** The person is named; nobody is called. */
    public static String name(String person) {
        return NAME + person + END;
    }

    /** A moment, in each reader's own time zone; UTC where Slack cannot. */
    public static String moment(Instant at) {
        return "<!date^" + at.getEpochSecond() + "^{date_short_pretty} {time}|"
                + at.truncatedTo(java.time.temporal.ChronoUnit.MINUTES) + ">";
    }

    /** A stretch of time in its two largest units. */
    public static String span(Duration length) {
        long minutes = Math.max(0, length.toMinutes());
        if (minutes < 1) {
            return "under a minute";
        }
        if (minutes < 60) {
            return minutes + " min";
        }
        if (minutes < 48 * 60) {
            return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
        }
        return minutes / 1440 + " d" + (minutes % 1440 < 60 ? "" : " " + minutes % 1440 / 60 + " h");
    }

    /** The hashes of everybody that the text names or mentions. */
    static Set<String> people(String text) {
        Set<String> people = new TreeSet<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            people.add(matcher.group(2));
        }
        return people;
    }

    /** The text with people in it. */
    static String resolve(String text, Names names) {
        return TOKEN.matcher(text).replaceAll(found -> {
            boolean mention = found.group(1).charAt(0) == MENTION;
            String person = found.group(2);
            return Matcher.quoteReplacement(mention ? names.mention(person) : text(names.name(person), 80));
        });
    }

    /** At most so many characters, the last an ellipsis where something was cut; never half a surrogate pair. */
    static String cut(String plain, int most) {
        if (plain.length() <= most) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(most - 2)) ? most - 2 : most - 1;
        return plain.substring(0, end).stripTrailing() + "…";
    }

    /**
     * Our own text, at most so many characters: cut after whole lines, else after whole items of a list. Half a link or
     * half an entity would show.
     */
    static String fit(String mrkdwn, int most) {
        if (mrkdwn.length() <= most) {
            return mrkdwn;
        }
        int room = most - CUT.length();
        int end = mrkdwn.lastIndexOf('\n', room);
        if (end < room / 2) {
            end = Math.max(end, lastItem(mrkdwn, room));
        }
        return end < 1 ? "…" : mrkdwn.substring(0, end) + CUT;
    }

    private static int lastItem(String mrkdwn, int room) {
        int end = mrkdwn.lastIndexOf(", ", room);
        while (end > 0 && !isWhole(mrkdwn.substring(0, end))) {
            end = mrkdwn.lastIndexOf(", ", end - 1);
        }
        return end;
    }

    /** Whether every link, mention and piece of code that begins in it ends in it. */
    private static boolean isWhole(String mrkdwn) {
        return mrkdwn.lastIndexOf('<') <= mrkdwn.lastIndexOf('>')
                && mrkdwn.chars().filter(c -> c == '`').count() % 2 == 0;
    }

    private static String escape(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
