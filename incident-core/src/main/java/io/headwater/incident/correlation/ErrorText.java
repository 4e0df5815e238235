package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckKind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a failed build says: whose trouble it speaks of, and whether two say the same. */
final class ErrorText {
    private static final int LONGEST = 500;
    private static final int LONGEST_READ = 4_000;

    /** As PostgreSQL, Redshift, Snowflake, BigQuery, Databricks, DuckDB, Trino, MySQL, SQL Server and ClickHouse put it. */
    private static final Pattern MISSING = Pattern.compile(
            "\\b(column|relation|table|view|object)\\b.{0,200}\\b(does not exist|not found|cannot be resolved)"
                    + "|\\binvalid (identifier|column name|object name)|\\bunrecognized name|\\bunknown (column|identifier)"
                    + "|\\bnot found: table|\\bmissing columns|\\bname .{1,200} not found inside"
                    + "|\\bunresolved_column|\\b(column|table_or_view|table)_not_found",
            Pattern.CASE_INSENSITIVE);

    /** Whose trouble a failed build's words speak of. */
    enum Blames {
        /** It says no more than that it failed, and where. */
        NOBODY,
        /** A column or relation it reads is not there, and what a model reads is made above it. */
        WHAT_IS_ABOVE,
        /** Anything else: out of memory, too long, divided by zero. */
        ITSELF
    }

    private ErrorText() {}

    /** Read from its first 4 000 characters. */
    static Blames blames(Failure failure) {
        if (failure.kind() != CheckKind.BUILD || failure.message().isEmpty()) {
            return Blames.NOBODY;
        }
        String message = failure.message().get();
        String read = message.substring(0, Math.min(LONGEST_READ, message.length()));
        if (MISSING.matcher(read).find()) {
            return Blames.WHAT_IS_ABOVE;
        }
        String model = model(failure);
        // "Database Error in model orders (models/orders.sql): ...", on one line or two.
        String heading = "(?m)^.*\\bin \\w+ " + Pattern.quote(model) + "\\b(\\s*\\([^)]*\\))?\\s*:?";
        Pattern itself = itself(model);
        boolean more = read.toLowerCase(Locale.ROOT)
                .replaceFirst(heading, "")
                .lines()
                .anyMatch(line -> !line.isBlank() && !itself.matcher(line).find());
        return more ? Blames.ITSELF : Blames.NOBODY;
    }

    /**
     * Without what names itself: lines that name its own model or files are left out, as are numbers, so that two that miss
     * the same column or relation say the same. Empty for other kinds of checks, and where nothing else is said.
     */
    static Optional<String> of(Failure failure) {
        if (failure.kind() != CheckKind.BUILD) {
            return Optional.empty();
        }
        Pattern itself = itself(model(failure));
        return failure.message()
                .map(message -> message.toLowerCase(Locale.ROOT)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !itself.matcher(line).find())
                        .filter(line -> !line.startsWith("line ") && !line.startsWith("compiled code at"))
                        .map(line -> line.replaceAll("\\b\\d+\\b", "#"))
                        .collect(Collectors.joining("\n")))
                .filter(text -> !text.isBlank())
                .map(text -> text.substring(0, Math.min(LONGEST, text.length())));
    }

    private static String model(Failure failure) {
        String urn = failure.assets().get(0).toLowerCase(Locale.ROOT);
        return urn.substring(Math.max(urn.lastIndexOf('.'), urn.lastIndexOf(':')) + 1);
    }

    private static Pattern itself(String model) {
        return Pattern.compile("\\b" + Pattern.quote(model) + "\\b");
    }
}
