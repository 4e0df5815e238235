package io.headwater.incident.projection;

import io.headwater.schema.CheckKind;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.SubjectRef;
import io.headwater.schema.incident.AlertAttached;
import io.headwater.schema.incident.AlertRepeated;
import io.headwater.schema.incident.CheckBrokeAgain;
import io.headwater.schema.incident.CheckCleared;
import io.headwater.schema.incident.MergedFrom;
import io.headwater.schema.incident.SplitOff;
import io.headwater.topics.RecordKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/**
 * What events do to the alerts of an incident: one row per check and run. Alerts go along with a merge and a split, so that
 * what is said of their check from then on is said of all of them.
 */
final class AlertFold {
    private AlertFold() {}

    /** Events about something else change nothing. */
    static void apply(Rows<AlertRow> alerts, String incidentKey, SpecificRecord event) {
        if (event instanceof AlertAttached attached) {
            attach(alerts, incidentKey, attached);
        } else if (event instanceof AlertRepeated repeated) {
            AlertRow row = spoke(alerts, incidentKey, repeated.getOutcome());
            boolean skipped = repeated.getOutcome().getStatus() == OutcomeStatus.SKIPPED;
            row.evidence = !skipped && (row.evidence || isEvidence(repeated.getOutcome()));
        } else if (event instanceof CheckBrokeAgain broke) {
            AlertRow row = spoke(alerts, incidentKey, broke.getOutcome());
            row.evidence = isEvidence(broke.getOutcome());
        } else if (event instanceof CheckCleared cleared) {
            clear(alerts, incidentKey, cleared);
        } else if (event instanceof MergedFrom merged) {
            move(alerts, kin(incidentKey, merged.getFrom()), incidentKey, row -> true);
        } else if (event instanceof SplitOff split) {
            move(alerts, incidentKey, kin(incidentKey, split.getTo()), row -> split.getChecks()
                    .contains(row.source + "/" + row.check));
        }
    }

    /** A check that is clear already is in, and only its assets have become known. */
    private static void attach(Rows<AlertRow> alerts, String incidentKey, AlertAttached attached) {
        CheckOutcome outcome = attached.getOutcome();
        String key = AlertRow.keyOf(incidentKey, outcome.getSource(), outcome.getCheck(), outcome.getRun());
        AlertRow row = alerts.find(key);
        if (row == null || row.clearedAt == null || outcome.getOccurredAt().isAfter(row.clearedAt)) {
            row = spoke(alerts, incidentKey, outcome);
            boolean skipped = outcome.getStatus() == OutcomeStatus.SKIPPED;
            row.evidence = !skipped && (row.evidence || found(attached));
            row.lastPassedAt = attached.getLastPassedAt();
        }
        if (!attached.getAssets().isEmpty()) {
            place(alerts, row, attached.getAssets());
        }
    }

    /** The incidents whose alerts the event may move, where it moves any. */
    static Set<String> between(String incidentKey, SpecificRecord event) {
        return event instanceof MergedFrom merged
                ? Set.of(incidentKey, kin(incidentKey, merged.getFrom()))
                : event instanceof SplitOff split ? Set.of(incidentKey, kin(incidentKey, split.getTo())) : Set.of();
    }

    /** Key of another incident of the same workspace. */
    static String kin(String incidentKey, String id) {
        return RecordKey.of(RecordKey.parse(incidentKey).workspace(), id);
    }

    /** What the other has of the same check and run stands. */
    private static void move(Rows<AlertRow> alerts, String from, String to, Predicate<AlertRow> which) {
        List<AlertRow> leaving = alerts.all().stream()
                .filter(row -> row.incidentKey.equals(from) && which.test(row))
                .toList();
        for (AlertRow row : leaving) {
            alerts.remove(row.key);
            String key = AlertRow.keyOf(to, row.source, row.check, row.run);
            if (alerts.find(key) == null) {
                alerts.findOrAdd(key, AlertRow::new).take(row, to);
            }
        }
    }

    /** Where a check stands holds for all its runs. */
    private static void place(Rows<AlertRow> alerts, AlertRow attached, List<String> assets) {
        for (AlertRow row : alerts.all()) {
            if (row.incidentKey.equals(attached.incidentKey) && row.isOf(attached.source, attached.check)) {
                row.assets = Lines.of(assets);
                row.subject = assets.get(0);
            }
        }
    }

    /** What comes by merge or split says itself whether it found something, though it may not have run since. */
    private static boolean found(AlertAttached attached) {
        return attached.getEvidence() == null ? isEvidence(attached.getOutcome()) : attached.getEvidence();
    }

    private static boolean isEvidence(CheckOutcome outcome) {
        return switch (outcome.getStatus()) {
            case FAILED, WARNED -> true;
            // What is built or arrives, and did not, leaves stale data; a test that broke says nothing about the data.
            case ERRORED -> outcome.getCheckKind() == CheckKind.BUILD || outcome.getCheckKind() == CheckKind.ARRIVAL;
            default -> false;
        };
    }

    private static void clear(Rows<AlertRow> alerts, String incidentKey, CheckCleared cleared) {
        for (AlertRow row : alerts.all()) {
            if (row.incidentKey.equals(incidentKey) && row.isOf(cleared.getSource(), cleared.getCheck())) {
                row.clearedAt = cleared.getClearedAt();
                row.clearedReason = cleared.getReason();
            }
        }
    }

    private static AlertRow spoke(Rows<AlertRow> alerts, String incidentKey, CheckOutcome outcome) {
        Optional<AlertRow> before = latest(alerts, incidentKey, outcome);
        String key = AlertRow.keyOf(incidentKey, outcome.getSource(), outcome.getCheck(), outcome.getRun());
        AlertRow row = alerts.findOrAdd(key, () -> blank(key, incidentKey, outcome, before));
        row.checkName = outcome.getCheckName().isEmpty() ? outcome.getCheck() : outcome.getCheckName();
        row.checkKind = outcome.getCheckKind().name();
        row.outcome = outcome.getStatus().name();
        row.severity = outcome.getSeverity().name();
        row.occurredAt = outcome.getOccurredAt();
        row.message = outcome.getMessage();
        row.failedRows = outcome.getFailedRows();
        row.url = outcome.getUrl();
        row.clearedAt = null;
        row.clearedReason = null;
        return row;
    }

    private static Optional<AlertRow> latest(Rows<AlertRow> alerts, String incidentKey, CheckOutcome outcome) {
        return alerts.all().stream()
                .filter(row -> row.incidentKey.equals(incidentKey) && row.isOf(outcome.getSource(), outcome.getCheck()))
                .max(Comparator.comparing(row -> row.occurredAt));
    }

    private static AlertRow blank(String key, String incidentKey, CheckOutcome outcome, Optional<AlertRow> before) {
        AlertRow row = new AlertRow();
        row.key = key;
        row.incidentKey = incidentKey;
        row.source = outcome.getSource();
        row.check = outcome.getCheck();
        row.run = outcome.getRun();
        row.evidence = before.map(earlier -> earlier.evidence).orElse(false);
        row.subject = before.map(earlier -> earlier.subject).orElseGet(() -> subject(outcome.getSubjects()));
        row.assets = before.map(earlier -> earlier.assets).orElseGet(() -> Lines.of(List.of(row.subject)));
        row.lastPassedAt = before.map(earlier -> earlier.lastPassedAt).orElse(null);
        return row;
    }

    /** The asset's URN, else the name its source knows it by. */
    private static String subject(List<SubjectRef> subjects) {
        for (SubjectRef subject : subjects) {
            if (subject.getUrn() != null) {
                return subject.getUrn();
            }
        }
        return subjects.stream()
                .flatMap(subject -> subject.getNames().stream())
                .findFirst()
                .orElse("");
    }
}
