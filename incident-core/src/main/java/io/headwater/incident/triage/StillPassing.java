package io.headwater.incident.triage;

import io.headwater.incident.correlation.PassingChecks;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.outcome.Habit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The checks whose latest evaluation passed, read from the rows; what was read once stays so while placing. */
final class StillPassing implements PassingChecks {
    private final TriageState state;
    private final Map<String, List<Passing>> read = new HashMap<>();

    StillPassing(TriageState state) {
        this.state = state;
    }

    @Override
    public List<Passing> on(String urn) {
        return read.computeIfAbsent(urn, this::passing);
    }

    private List<Passing> passing(String urn) {
        return state.assets().get(urn).map(AssetRow::checks).orElse(List.of()).stream()
                .flatMap(check -> state.checks().get(check).stream())
                .filter(CheckRow::passes)
                .map(row -> new Passing(row.id(), row.kind(), row.lastPassedAt().orElseThrow(), row.habit()))
                .toList();
    }

    @Override
    public Habit habit(CheckId check) {
        return state.checks().get(check.toString()).map(CheckRow::habit).orElse(Habit.NONE);
    }

    @Override
    public Builds builds(String urn) {
        TreeSet<Instant> done = new TreeSet<>();
        TreeSet<Instant> due = new TreeSet<>();
        for (String check : state.assets().get(urn).map(AssetRow::checks).orElse(List.of())) {
            state.checks()
                    .get(check)
                    .filter(row -> row.kind() == CheckKind.BUILD)
                    .ifPresent(row -> {
                        row.latestAt().ifPresent(due::add);
                        due.addAll(row.skips());
                        row.evaluations().forEach(one -> due.add(one.at()));
                        row.evaluations().stream()
                                .filter(CheckRow.Evaluation::good)
                                .forEach(one -> done.add(one.at()));
                    });
        }
        return new Builds(List.copyOf(done), List.copyOf(due));
    }
}
