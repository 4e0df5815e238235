package io.headwater.incident.triage;

import io.headwater.incident.packed.Utf8Order;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Timers in memory, by due time, then name. */
final class MemoryTimers implements Timers {
    private final MemoryRows<Instant> byName;
    private final TreeSet<Timer> byDue =
            new TreeSet<>(Comparator.comparing(Timer::dueAt).thenComparing(Timer::name, Utf8Order.ORDER));
    private final Consumer<Runnable> journal;

    MemoryTimers(Consumer<Runnable> journal) {
        this.journal = journal;
        this.byName = new MemoryRows<>(journal);
    }

    /** The next that is due by then; it stays until it is cancelled. */
    Optional<Timer> next(Instant upTo) {
        return byDue.isEmpty() || byDue.first().dueAt().isAfter(upTo) ? Optional.empty() : Optional.of(byDue.first());
    }

    @Override
    public void set(Timer timer) {
        cancel(timer.name());
        byName.put(timer.name(), timer.dueAt());
        byDue.add(timer);
        journal.accept(() -> byDue.remove(timer));
    }

    @Override
    public void cancel(String name) {
        byName.get(name).map(due -> new Timer(name, due)).ifPresent(timer -> {
            byName.remove(name);
            byDue.remove(timer);
            journal.accept(() -> byDue.add(timer));
        });
    }

    @Override
    public Optional<Instant> due(String name) {
        return byName.get(name);
    }
}
