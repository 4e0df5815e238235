package io.headwater.incident.topology.store;

import io.headwater.incident.triage.Rows;
import io.headwater.incident.triage.Timer;
import io.headwater.incident.triage.Timers;
import io.headwater.topics.RecordKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The timers of a task, kept by name and indexed by due time; all of them are known without reading the store. */
final class DueTimers {
    private static final Comparator<DueTimer> ORDER =
            Comparator.comparing(DueTimer::dueAt).thenComparing(DueTimer::name).thenComparing(DueTimer::workspace);

    private final Table<Instant> table;
    private final Map<String, DueTimer> byKey = new HashMap<>();
    private final TreeSet<DueTimer> byDueTime = new TreeSet<>(ORDER);

    DueTimers(Table<Instant> table) {
        this.table = table;
        table.all().forEach(row -> index(row.key(), Optional.of(row.value())));
    }

    /** The next that is due by then. */
    Optional<DueTimer> next(Instant upTo) {
        return byDueTime.isEmpty() || byDueTime.first().dueAt().isAfter(upTo)
                ? Optional.empty()
                : Optional.of(byDueTime.first());
    }

    /** The timer of that key, where it is set. */
    Optional<DueTimer> get(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    void keep() {
        table.keep(this::index);
    }

    void save() {
        table.save();
    }

    void forget() {
        table.forget();
    }

    /** The timers of one workspace. */
    Timers of(String workspace) {
        Rows<Instant> rows = table.of(workspace);
        return new Timers() {
            @Override
            public void set(Timer timer) {
                rows.put(timer.name(), timer.dueAt());
            }

            @Override
            public void cancel(String name) {
                // Most that are cancelled were not set: a tombstone for each would be as dear as a row.
                if (due(name).isPresent()) {
                    rows.remove(name);
                }
            }

            @Override
            public Optional<Instant> due(String name) {
                String key = RecordKey.of(workspace, name);
                Optional<Instant> written = table.written(key);
                return written != null ? written : get(key).map(DueTimer::dueAt);
            }
        };
    }

    private void index(String key, Optional<Instant> due) {
        DueTimer before = byKey.remove(key);
        if (before != null) {
            byDueTime.remove(before);
        }
        due.ifPresent(at -> {
            RecordKey parsed = RecordKey.parse(key);
            DueTimer timer = new DueTimer(parsed.workspace(), parsed.id(), at);
            byKey.put(key, timer);
            byDueTime.add(timer);
        });
    }
}
