package io.headwater.ingest.outcome;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One evaluation of one check in one run, as a source tells it; what the request adds (workspace, delivery, arrival)
 * comes later.
 *
 * @param check the source's own id
 * @param checkName what people call it
 * @param occurredAt when the source says so, UTC; empty: on arrival
 * @param anomalySince the source's own start of the anomaly, or the newest row of a freshness check; UTC
 * @param message at most 4,000 characters
 * @param failedRows rows that violate
 * @param resolution how the source itself closed it
 */
public record OutcomeDraft(
        String check,
        String checkName,
        Kind kind,
        List<Subject> subjects,
        String run,
        Outcome outcome,
        Grade grade,
        Optional<Instant> occurredAt,
        Optional<Instant> anomalySince,
        Optional<String> message,
        Optional<Long> failedRows,
        Optional<String> observed,
        Optional<String> expected,
        Optional<String> resolution,
        Optional<String> url,
        SortedMap<String, String> attributes) {
    private static final int LONGEST_MESSAGE = 4_000;
    private static final int LONGEST_ATTRIBUTE = 1_000;

    public OutcomeDraft {
        subjects = List.copyOf(subjects);
        message = message.map(text -> cut(text, LONGEST_MESSAGE));
        observed = observed.map(text -> cut(text, LONGEST_ATTRIBUTE));
        expected = expected.map(text -> cut(text, LONGEST_ATTRIBUTE));
        SortedMap<String, String> copy = new TreeMap<>();
        attributes.forEach((key, value) -> copy.put(key, cut(value, LONGEST_ATTRIBUTE)));
        attributes = Collections.unmodifiableSortedMap(copy);
    }

    /** A draft of a check in a run, with nothing more to say. */
    public static OutcomeDraft of(
            String check, String checkName, Kind kind, List<Subject> subjects, String run, Outcome outcome) {
        return new OutcomeDraft(
                check,
                checkName,
                kind,
                subjects,
                run,
                outcome,
                Grade.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(Map.of()));
    }

    /** The same with one more attribute. */
    public OutcomeDraft with(String attribute, String value) {
        SortedMap<String, String> more = new TreeMap<>(attributes);
        more.put(attribute, value);
        return new OutcomeDraft(
                check,
                checkName,
                kind,
                subjects,
                run,
                outcome,
                grade,
                occurredAt,
                anomalySince,
                message,
                failedRows,
                observed,
                expected,
                resolution,
                url,
                more);
    }

    /** Cuts by whole characters: never between the halves of a surrogate pair. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }
}
