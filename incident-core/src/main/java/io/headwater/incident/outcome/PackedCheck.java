package io.headwater.incident.outcome;

import io.headwater.incident.outcome.CheckRow.Evaluation;
import io.headwater.incident.packed.PackedTexts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept of a check as bytes: every outcome rewrites the row of its check. A first byte gives the form; fields that a
 * later release adds come at the end, where an earlier one passes them over. Enums go by name.
 */
public final class PackedCheck {
    /** The first byte. */
    private static final byte FORM = 2;

    private PackedCheck() {}

    public static byte[] pack(CheckRow row) {
        PackedTexts packed = new PackedTexts();
        packed.number(FORM);
        packed.text(row.id().source());
        packed.text(row.id().check());
        packed.text(row.kind().name());
        packed.text(row.name());
        packed.texts(row.assets());
        boolean begins = row.latest().isPresent() && row.latest().equals(row.episode());
        outcome(packed, row.latest());
        packed.flag(begins);
        if (!begins) {
            outcome(packed, row.episode());
        }
        packed.optionalTime(row.latestAt());
        packed.optionalTime(row.lastPassedAt());
        packed.optional(row.incident());
        packed.block(row.deliveries().bytes());
        packed.number(row.evaluations().size());
        for (Evaluation evaluation : row.evaluations()) {
            packed.time(evaluation.at());
            packed.flag(evaluation.good());
        }
        packed.number(row.skips().size());
        row.skips().forEach(packed::time);
        past(packed, row);
        return packed.bytes();
    }

    private static void past(PackedTexts packed, CheckRow row) {
        packed.wide(row.habit().alone());
        packed.wide(row.habit().earnest());
        packed.wide(row.habit().failedBelow());
        packed.wide(row.habit().passedBelow());
        packed.wide(row.rhythm().week());
        packed.wide(row.rhythm().longest());
        packed.wide(row.rhythm().longestBefore());
        packed.wide(row.rhythm().outage());
        packed.optional(row.rhythm().overdue().map(CheckId::toString));
    }

    /** @throws IllegalArgumentException where the bytes are of another form */
    public static CheckRow unpack(byte[] bytes) {
        PackedTexts.Reader reader = new PackedTexts.Reader(bytes);
        int form = reader.number();
        if (form != FORM) {
            throw new IllegalArgumentException(
                    "a check is packed in form %d, not %d: what another build of Headwater kept cannot be read"
                            .formatted(FORM, form));
        }
        CheckId id = new CheckId(reader.text(), reader.text());
        CheckKind kind = CheckKind.valueOf(reader.text());
        String name = reader.text();
        List<String> assets = reader.texts();
        Optional<CheckOutcome> latest = outcome(reader, id);
        Optional<CheckOutcome> episode = reader.flag() ? latest : outcome(reader, id);
        return new CheckRow(
                id,
                kind,
                name,
                assets,
                latest,
                reader.optionalTime(),
                reader.optionalTime(),
                episode,
                reader.optional(),
                Deliveries.of(reader.block()),
                evaluations(reader),
                skips(reader),
                habit(reader),
                new Rhythm(
                        reader.wide(),
                        reader.wide(),
                        reader.wide(),
                        reader.wide(),
                        reader.optional().map(CheckId::parse)));
    }

    private static Habit habit(PackedTexts.Reader reader) {
        return new Habit((int) reader.wide(), (int) reader.wide(), (int) reader.wide(), (int) reader.wide());
    }

    private static Evaluations evaluations(PackedTexts.Reader reader) {
        int size = reader.number();
        List<Evaluation> evaluations = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            evaluations.add(new Evaluation(reader.time(), reader.flag()));
        }
        return Evaluations.of(evaluations);
    }

    private static List<Instant> skips(PackedTexts.Reader reader) {
        int size = reader.number();
        List<Instant> skips = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            skips.add(reader.time());
        }
        return skips;
    }

    private static void outcome(PackedTexts packed, Optional<CheckOutcome> perhaps) {
        packed.flag(perhaps.isPresent());
        if (perhaps.isEmpty()) {
            return;
        }
        CheckOutcome outcome = perhaps.get();
        packed.text(outcome.checkName());
        packed.text(outcome.checkKind().name());
        packed.number(outcome.subjects().size());
        for (SubjectRef subject : outcome.subjects()) {
            packed.optional(subject.urn());
            packed.texts(subject.names());
            packed.texts(subject.upstreams());
            packed.texts(subject.columns());
        }
        packed.text(outcome.run());
        packed.flag(outcome.runSize().isPresent());
        outcome.runSize().ifPresent(packed::wide);
        packed.text(outcome.status().name());
        packed.text(outcome.severity().name());
        packed.time(outcome.occurredAt());
        packed.optionalTime(Optional.ofNullable(outcome.receivedAt()));
        packed.optionalTime(outcome.anomalySince());
        packed.optional(outcome.message());
        packed.flag(outcome.failedRows().isPresent());
        outcome.failedRows().ifPresent(packed::wide);
        packed.optional(outcome.observed());
        packed.optional(outcome.expected());
        packed.optional(outcome.resolution());
        packed.optional(outcome.url());
        packed.text(outcome.deliveryId());
        packed.number(outcome.attributes().size());
        for (Map.Entry<String, String> attribute : outcome.attributes().entrySet()) {
            packed.text(attribute.getKey());
            packed.text(attribute.getValue());
        }
    }

    private static Optional<CheckOutcome> outcome(PackedTexts.Reader reader, CheckId id) {
        if (!reader.flag()) {
            return Optional.empty();
        }
        return Optional.of(new CheckOutcome(
                id,
                reader.text(),
                CheckKind.valueOf(reader.text()),
                subjects(reader),
                reader.text(),
                reader.flag() ? OptionalInt.of((int) reader.wide()) : OptionalInt.empty(),
                OutcomeStatus.valueOf(reader.text()),
                Severity.valueOf(reader.text()),
                reader.time(),
                reader.optionalTime().orElse(null),
                reader.optionalTime(),
                reader.optional(),
                reader.flag() ? OptionalLong.of(reader.wide()) : OptionalLong.empty(),
                reader.optional(),
                reader.optional(),
                reader.optional(),
                reader.optional(),
                reader.text(),
                attributes(reader)));
    }

    private static List<SubjectRef> subjects(PackedTexts.Reader reader) {
        int size = reader.number();
        List<SubjectRef> subjects = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            subjects.add(new SubjectRef(reader.optional(), reader.texts(), reader.texts(), reader.texts()));
        }
        return subjects;
    }

    private static SortedMap<String, String> attributes(PackedTexts.Reader reader) {
        int size = reader.number();
        SortedMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            attributes.put(reader.text(), reader.text());
        }
        return attributes;
    }
}
