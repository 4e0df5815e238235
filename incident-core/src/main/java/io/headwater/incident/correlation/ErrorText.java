package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckKind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a failed build says, without what names itself: lines that name its own model or files are left out, as are
 * numbers. Two that miss the same column or relation then say the same.
 */
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

    private ErrorText() {}

    /**
     * Whether a build failed because a column or relation it reads is not there. What a model reads is made above it, so
     * this is mostly the trouble of something above; a division by zero or a time-out is not.
     */
    static boolean missesWhatItReads(Failure failure) {
        return failure.kind() == CheckKind.BUILD
                && failure.message()
                        .map(message -> message.substring(0, Math.min(LONGEST_READ, message.length())))
                        .filter(message -> MISSING.matcher(message).find())
                        .isPresent();
    }

    /** Empty for other kinds of checks, and where nothing else is said. */
    static Optional<String> of(Failure failure) {
        if (failure.kind() != CheckKind.BUILD) {
            return Optional.empty();
        }
        String urn = failure.assets().get(0).toLowerCase(Locale.ROOT);
        String model = urn.substring(Math.max(urn.lastIndexOf('.'), urn.lastIndexOf(':')) + 1);
        Pattern itself = Pattern.compile("\\b" + Pattern.quote(model) + "\\b");
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
}
