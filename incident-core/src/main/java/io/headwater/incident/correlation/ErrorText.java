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

    private ErrorText() {}

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
