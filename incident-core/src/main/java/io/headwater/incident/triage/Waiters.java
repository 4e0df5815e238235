package io.headwater.incident.triage;

import io.headwater.incident.outcome.CheckOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Outcomes whose assets nobody knows yet: kept by every name they may come to be known by. */
final class Waiters {
    private final TriageState state;

    Waiters(TriageState state) {
        this.state = state;
    }

    /** Waits for one of its names, until its deadline. */
    void park(WaitingOutcome waiting) {
        String id = id(waiting.outcome());
        state.waiting().put(key(id), waiting);
        for (String name : Names.awaited(waiting.outcome())) {
            state.index().put(Keys.of(Keys.NAMED, name, id), "");
        }
        state.timers().set(new Timer(Keys.timer(Keys.PARKED, id), waiting.deadline()));
    }

    /** Takes out what waits for any of the names. */
    List<WaitingOutcome> waitingFor(List<String> names) {
        TreeSet<String> ids = new TreeSet<>();
        for (String name : names) {
            String prefix = Keys.prefix(Keys.NAMED, name);
            state.index().startingWith(prefix).forEach(row -> ids.add(Keys.rest(row.key(), prefix)));
        }
        List<WaitingOutcome> found = new ArrayList<>();
        ids.forEach(id -> take(id).ifPresent(found::add));
        return found;
    }

    /** Takes out one. */
    Optional<WaitingOutcome> take(String id) {
        Optional<WaitingOutcome> waiting = state.waiting().get(key(id));
        waiting.ifPresent(it -> {
            state.waiting().remove(key(id));
            Names.awaited(it.outcome()).forEach(name -> state.index().remove(Keys.of(Keys.NAMED, name, id)));
            state.timers().cancel(Keys.timer(Keys.PARKED, id));
        });
        return waiting;
    }

    static String id(CheckOutcome outcome) {
        return Keys.of(outcome.id().source(), outcome.run(), outcome.id().check());
    }

    private static String key(String id) {
        return Keys.of(Keys.PARKED, id);
    }
}
