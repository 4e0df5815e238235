package io.headwater.incident.backtest;

import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of a workspace's incidents, and which of them took each failure: a fold of their events, in order. */
public final class Tales {
    private final TreeMap<String, Tale> byId = new TreeMap<>();
    private final Map<String, Failure> failures = new HashMap<>();
    private long events;

    /** The first failure of an episode: the incident that took it, and when. */
    record Failure(String incident, Instant at) {}

    /** @param headline absent on the events of single checks */
    public void hear(IncidentEvent event, Optional<Headline> headline) {
        events++;
        Tale tale = tale(event.meta().incident(), event.meta().at());
        tale.hear(event, headline);
        if (event instanceof IncidentEvent.AlertAttached attached) {
            if (attached.moved().isEmpty()) {
                failed(tale, attached.outcome(), event.meta().at());
            }
        } else if (event instanceof IncidentEvent.AlertRepeated repeated) {
            failed(tale, repeated.outcome(), event.meta().at());
        } else if (event instanceof IncidentEvent.CheckBrokeAgain again) {
            failed(tale, again.outcome(), event.meta().at());
        } else if (event instanceof IncidentEvent.CheckCleared cleared) {
            tale.clears(cleared.check().toString());
        } else if (event instanceof IncidentEvent.SplitOff split) {
            split.checks()
                    .forEach(check ->
                            move(tale, check, tale(split.to(), event.meta().at())));
        }
    }

    /** How many events were heard. */
    public long events() {
        return events;
    }

    /** What was skipped is listed with an incident and is no failure. */
    private void failed(Tale tale, CheckOutcome outcome, Instant at) {
        if (outcome.status() == OutcomeStatus.SKIPPED) {
            return;
        }
        String failure = outcome.id() + "\n" + outcome.run();
        if (tale.fails(outcome.id().toString(), failure)) {
            failures.put(failure, new Failure(tale.id(), at));
        }
    }

    private void move(Tale from, String check, Tale to) {
        from.parts(check).ifPresent(failure -> {
            to.takes(check, failure);
            failures.computeIfPresent(failure, (same, was) -> new Failure(to.id(), was.at()));
        });
    }

    private Tale tale(String id, Instant at) {
        return byId.computeIfAbsent(id, key -> new Tale(key, at));
    }

    Collection<Tale> all() {
        return byId.values();
    }

    Optional<Tale> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** By check and run. */
    Map<String, Failure> failures() {
        return failures;
    }

    /** The incident in which that one lives on: itself, unless it was merged. */
    Tale survivor(String id) {
        Tale tale = byId.get(id);
        while (tale.mergedInto().filter(byId::containsKey).isPresent()) {
            tale = byId.get(tale.mergedInto().get());
        }
        return tale;
    }
}
