package io.headwater.incident.backtest;

import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.incident.PriorityReason;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of one incident, as far as its events were heard; small beside the incident itself. */
final class Tale {
    private final String id;
    private final Instant openedAt;
    private String title = "";
    private Priority priority = Priority.UNKNOWN;
    private String priorityReason = "";
    private List<String> rootCauses = List.of();
    private String rootCauseReason = "";
    private int alerts;
    private boolean late;
    private Optional<Instant> announcedAt = Optional.empty();
    private Optional<Instant> resolvedAt = Optional.empty();
    private Optional<String> mergedInto = Optional.empty();
    /** By check: the first failure of its episode that is on now, or was last. */
    private final Map<String, String> episodes = new HashMap<>();
    /** Of these, the checks that fail now. */
    private final Map<String, Boolean> failing = new HashMap<>();

    Tale(String id, Instant openedAt) {
        this.id = id;
        this.openedAt = openedAt;
    }

    void hear(IncidentEvent event, Optional<Headline> headline) {
        if (event instanceof IncidentEvent.IncidentAnnounced announced && announcedAt.isEmpty()) {
            announcedAt = Optional.of(announced.meta().at());
        } else if (event instanceof IncidentEvent.PriorityChanged changed) {
            priorityReason = changed.by().isPresent() ? "a person set it" : words(changed.reasons());
        }
        alerts += alertsOf(event);
        headline.ifPresent(now -> {
            title = now.title();
            priority = now.priority();
            rootCauses = now.rootCauses().stream().sorted().toList();
            rootCauseReason = now.rootCauseReason();
            alerts = now.alertCount();
            late = now.late();
            resolvedAt = now.resolvedAt();
            mergedInto = now.mergedInto();
        });
    }

    /** What the event adds to those that the last headline counts: those of single checks have none of their own. */
    private int alertsOf(IncidentEvent event) {
        if (event instanceof IncidentEvent.AlertAttached e) {
            boolean known = Boolean.TRUE.equals(failing.get(e.outcome().id().toString()));
            return known || !e.outcome().status().isAlert() ? 0 : 1 + e.repeats();
        } else if (event instanceof IncidentEvent.AlertRepeated e) {
            return e.counted() ? 1 : 0;
        }
        return event instanceof IncidentEvent.CheckBrokeAgain ? 1 : 0;
    }

    private static String words(List<PriorityReason> reasons) {
        return reasons.stream()
                .findFirst()
                .map(reason -> "rule " + reason.rule() + " (" + reason.facts() + ")")
                .orElse("");
    }

    /** A check fails; true where that begins an episode of its failing. */
    boolean fails(String check, String failure) {
        if (Boolean.TRUE.equals(failing.get(check))) {
            return false;
        }
        failing.put(check, true);
        episodes.put(check, failure);
        return true;
    }

    void clears(String check) {
        failing.computeIfPresent(check, (same, before) -> false);
    }

    /** The check leaves for another incident, and its latest episode with it. */
    Optional<String> parts(String check) {
        failing.remove(check);
        return Optional.ofNullable(episodes.remove(check));
    }

    /** The check comes from another incident in the middle of its episode. */
    void takes(String check, String failure) {
        episodes.put(check, failure);
        failing.put(check, true);
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    Instant openedAt() {
        return openedAt;
    }

    Priority priority() {
        return priority;
    }

    String priorityReason() {
        return priorityReason;
    }

    List<String> rootCauses() {
        return rootCauses;
    }

    String rootCauseReason() {
        return rootCauseReason;
    }

    /** Distinct runs of checks that were bad. */
    int alerts() {
        return alerts;
    }

    boolean late() {
        return late;
    }

    Optional<String> mergedInto() {
        return mergedInto;
    }

    boolean isAnnounced() {
        return announcedAt.isPresent();
    }

    /** From its opening to when people were told. */
    Optional<Duration> toldAfter() {
        return announcedAt.map(at -> Duration.between(openedAt, at));
    }

    /** From its opening to when it was resolved. */
    Optional<Duration> resolvedAfter() {
        return resolvedAt.map(at -> Duration.between(openedAt, at));
    }
}
