package io.headwater.incident.triage;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.outcome.Evaluations;
import io.headwater.incident.outcome.Habit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Learns from an incident that became clear what the failing and passing of single checks is worth: how often a check fails
 * alone, and how often it fails when something above it did.
 */
final class Habits {
    private static final int ASSETS_PER_CHECK = 4;

    private final Turn turn;

    Habits(Turn turn) {
        this.turn = turn;
    }

    /** All of the incident's checks are clear. */
    void learn(Incident incident) {
        List<IncidentAlert> evidence = latest(incident);
        if (evidence.isEmpty()) {
            return;
        }
        if (evidence.size() == 1) {
            IncidentAlert only = evidence.get(0);
            count(only.id().toString(), isNoise(only, incident) ? Habit::failedAlone : Habit::failedInEarnest);
            return;
        }
        evidence.forEach(alert -> count(alert.id().toString(), Habit::failedInEarnest));
        incident.rootCauses().stream().findFirst().ifPresent(cause -> below(cause, incident, evidence));
    }

    /**
     * What failed since all was clear the last time: an incident that was reopened has taught what came before. Between two
     * that belong together there is no time in which nothing failed.
     */
    private static List<IncidentAlert> latest(Incident incident) {
        List<IncidentAlert> latest = new ArrayList<>();
        Instant since = Instant.MAX;
        for (IncidentAlert alert : incident.alerts().values().stream()
                .filter(alert -> alert.evidence() && alert.clearedAt().isPresent())
                .sorted(Comparator.comparing(
                        (IncidentAlert alert) -> alert.clearedAt().orElseThrow(), Comparator.reverseOrder()))
                .toList()) {
            if (!latest.isEmpty() && alert.clearedAt().orElseThrow().isBefore(since)) {
                break;
            }
            latest.add(alert);
            since = alert.firstFailedAt().isBefore(since) ? alert.firstFailedAt() : since;
        }
        return latest;
    }

    /** It failed once, passed at its next evaluation, and nobody took it up. */
    private boolean isNoise(IncidentAlert alert, Incident incident) {
        Evaluations evaluations =
                turn.check(alert.id()).map(CheckRow::evaluations).orElse(Evaluations.NONE);
        int last = evaluations.size() - 1;
        boolean once = last >= 1
                && evaluations.get(last).good()
                && !evaluations.get(last - 1).good()
                && (last == 1 || evaluations.get(last - 2).good());
        return once && incident.acknowledgedBy().isEmpty();
    }

    /** What was looked at below the cause while it was broken. */
    private void below(String cause, Incident incident, List<IncidentAlert> evidence) {
        Instant onset = evidence.stream()
                .map(IncidentAlert::firstFailedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Optional<Instant> mended =
                evidence.stream().flatMap(alert -> alert.clearedAt().stream()).min(Comparator.naturalOrder());
        Set<String> failed = new HashSet<>();
        evidence.forEach(alert -> failed.add(alert.id().toString()));
        Set<String> counted = new HashSet<>();
        int[] assets = {0};
        turn.state().graph().visitDownstream(List.of(cause), turn.correlation().maxHops(), (urn, hops) -> {
            for (String check : checksOn(urn)) {
                if (!counted.add(check) || hops == 0) {
                    continue;
                }
                if (failed.contains(check)) {
                    count(check, habit -> habit.belowWhatBroke(true));
                } else if (!incident.alerts().containsKey(check) && passedWithin(check, onset, mended)) {
                    count(check, habit -> habit.belowWhatBroke(false));
                }
            }
            int most = turn.correlation().maxPassing();
            return counted.size() < most && ++assets[0] < ASSETS_PER_CHECK * most;
        });
    }

    private List<String> checksOn(String urn) {
        return turn.state().assets().get(urn).map(AssetRow::checks).orElse(List.of());
    }

    /** It passed, and did not fail, after the onset and before anything was mended. */
    private boolean passedWithin(String check, Instant onset, Optional<Instant> mended) {
        List<CheckRow.Evaluation> within =
                turn.state().checks().get(check).map(CheckRow::evaluations).orElse(Evaluations.NONE).stream()
                        .filter(evaluation -> evaluation.at().isAfter(onset))
                        .filter(evaluation -> mended.filter(
                                        at -> !evaluation.at().isBefore(at))
                                .isEmpty())
                        .toList();
        return !within.isEmpty() && within.stream().allMatch(CheckRow.Evaluation::good);
    }

    private void count(String check, UnaryOperator<Habit> more) {
        turn.state().checks().get(check).ifPresent(row -> turn.put(row.withHabit(more.apply(row.habit()))));
    }
}
