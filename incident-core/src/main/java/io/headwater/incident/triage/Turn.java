package io.headwater.incident.triage;

import io.headwater.incident.correlation.CorrelationPolicy;
import io.headwater.incident.correlation.Evidence;
import io.headwater.incident.correlation.Failure;
import io.headwater.incident.correlation.OpenStory;
import io.headwater.incident.incident.EventMeta;
import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.IncidentSnapshot;
import io.headwater.incident.incident.PolicyUsed;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.outcome.CheckHistory;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.CheckRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One input and what follows from it: incidents as they stand within it, and the outputs so far. */
final class Turn {
    /** After so long without a change, closing is proposed. */
    static final Duration STALE_AFTER = Duration.ofDays(7);

    private final TriageState state;
    private final Instant at;
    private final String cause;
    private final CorrelationPolicy correlation;
    private final EndedIncidents ended;
    private final List<Output> outputs = new ArrayList<>();
    private final Map<String, Incident> incidents = new HashMap<>();
    private final Set<String> changed = new TreeSet<>();
    private final Set<String> unplaced = new TreeSet<>();
    private final Set<String> rejudged = new TreeSet<>();
    private final Map<String, String> restless = new TreeMap<>();
    private Evidence evidence;
    private long evidenceOf;

    Turn(TriageState state, EndedIncidents ended, Instant at, String cause) {
        this.state = state;
        this.ended = ended;
        this.at = at;
        this.cause = cause;
        this.correlation = state.policies().correlation();
    }

    TriageState state() {
        return state;
    }

    Instant at() {
        return at;
    }

    CorrelationPolicy correlation() {
        return correlation;
    }

    /** The correlation policy's version, where one was applied. */
    List<PolicyUsed> correlationUsed() {
        return state.policies().ofKind("correlation").stream()
                .limit(1)
                .map(policy -> new PolicyUsed(policy.kind(), policy.name(), policy.version()))
                .toList();
    }

    /** The incident as it stands now; version 0 where there is none. */
    Incident incident(String id) {
        return incidents.computeIfAbsent(
                id, key -> state.incidents().get(key).orElseGet(() -> Incident.none(state.workspace(), key)));
    }

    /** The incident in which that one lives on: itself, unless it was merged. */
    Incident survivor(String id) {
        Incident incident = incident(id);
        while (incident.mergedInto().isPresent()) {
            incident = incident(incident.mergedInto().get());
        }
        return incident;
    }

    void record(String id, Function<EventMeta, IncidentEvent> event) {
        record(id, List.of(), event);
    }

    void record(String id, List<PolicyUsed> policies, Function<EventMeta, IncidentEvent> event) {
        append(event.apply(incident(id).next(at, cause, policies)));
    }

    /** An event that carries the incident's next version already. */
    void append(IncidentEvent event) {
        String id = event.meta().incident();
        ended.touched(id);
        Priority before = incident(id).priority();
        Incident after = incident(id).apply(event);
        if (before != Priority.UNKNOWN && before != after.priority()) {
            rejudged.add(id);
        }
        incidents.put(id, after);
        changed.add(id);
        unplaced.add(id);
        outputs.add(new Output.Happened(event, event.isBulk() ? Optional.empty() : Optional.of(Headline.of(after))));
    }

    void decided(String subject, Output.Kind kind, String reason, Optional<Incident> about, Optional<String> run) {
        decided(subject, kind, reason, about, run, Optional.empty());
    }

    /** @param policy the silence that it is about */
    void decided(
            String subject,
            Output.Kind kind,
            String reason,
            Optional<Incident> about,
            Optional<String> run,
            Optional<String> policy) {
        outputs.add(new Output.Decided(
                subject,
                kind,
                reason,
                about.map(Incident::id),
                about.map(incident -> OptionalLong.of(incident.version())).orElse(OptionalLong.empty()),
                run,
                at,
                policy));
    }

    void emit(Output output) {
        outputs.add(output);
    }

    Optional<CheckRow> check(CheckId id) {
        return state.checks().get(id.toString());
    }

    void put(CheckRow row) {
        state.checks().put(row.id().toString(), row);
        evidence = null;
    }

    /** The check is in that incident now, which is no evidence of anything. */
    void hold(CheckRow row, String incident) {
        state.checks().put(row.id().toString(), row.heldBy(incident));
    }

    /** Evidence as it stands now: what was read once is kept until a check speaks or lineage changes. */
    Evidence evidence() {
        if (evidence == null || evidenceOf != state.graph().changes()) {
            evidence = new Evidence(state.graph(), new StillPassing(state), correlation);
            evidenceOf = state.graph().changes();
        }
        return evidence;
    }

    /** The row with the assets that it watches, which know of it from now on. */
    CheckRow watching(CheckRow row, List<String> assets) {
        if (row.assets().equals(assets)) {
            return row;
        }
        String check = row.id().toString();
        row.assets().stream()
                .filter(urn -> !assets.contains(urn))
                .flatMap(urn -> state.assets().get(urn).stream())
                .forEach(left -> state.assets().put(left.urn(), left.without(check)));
        for (String urn : assets) {
            AssetRow asset = state.assets().get(urn).orElseGet(() -> AssetRow.of(urn));
            if (!asset.checks().contains(check)) {
                state.assets().put(urn, asset.with(check));
            }
        }
        return row.withAssets(assets);
    }

    /** The open incident that holds the check and for which it is more than a skipped symptom. */
    Optional<Incident> holder(CheckRow row) {
        return openHolder(row).filter(incident -> incident.alert(row.id())
                .filter(alert -> alert.status().isAlert())
                .isPresent());
    }

    /** The open incident that holds the check, or what that was merged into. */
    Optional<Incident> openHolder(CheckRow row) {
        Optional<String> held = row.incident().filter(id -> !ended.contains(id));
        Optional<Incident> survivor = held.map(this::survivor);
        survivor.filter(incident -> !incident.isOpen()).ifPresent(over -> ended.add(held.get(), over.id()));
        return survivor.filter(Incident::isOpen);
    }

    /** A new episode of its check, where the incident that held it is over whether it passed or not. */
    void beginEpisode(CheckOutcome outcome) {
        CheckRow row = check(outcome.id()).orElseThrow();
        boolean overBefore = row.incident().isPresent() && holder(row).isEmpty();
        boolean begun = row.episode().map(CheckOutcome::run).equals(Optional.of(outcome.run()));
        if (overBefore && row.latest().isPresent() && !begun) {
            put(CheckHistory.newEpisode(row, outcome));
        }
    }

    /** An asset whose status may have changed, and why it is looked at. */
    void unsettle(String urn) {
        restless.put(urn, urn);
    }

    /** Open incidents near the failures, as correlation sees them, nearest first. */
    List<OpenStory> near(List<Failure> failures) {
        placeInNeighbourhood();
        return state.neighbourhood().near(failures).stream()
                .map(this::incident)
                .map(this::story)
                .toList();
    }

    /** As correlation sees it; what it was parted from may live on in another by now. */
    OpenStory story(Incident incident) {
        List<Failure> failures = incident.failures();
        return new OpenStory(
                incident.id(),
                failures,
                incident.rootCauses().isEmpty()
                        ? failures.get(0).assets().get(0)
                        : incident.rootCauses().get(0),
                failures.get(0).failedAt(),
                lastFailedAt(incident),
                incident.partedFrom().stream()
                        .map(parted -> survivor(parted).id())
                        .filter(parted -> !parted.equals(incident.id()))
                        .collect(Collectors.toSet()),
                incident.partedChecks().stream().map(CheckId::parse).collect(Collectors.toSet()));
    }

    /** Ends the input: rows are kept, statuses and snapshots told. */
    List<Output> done() {
        placeInNeighbourhood();
        for (String id : changed) {
            Incident incident = incident(id);
            state.incidents().put(id, incident);
            String open = Keys.of(Keys.OPEN, id);
            if (incident.isOpen()) {
                state.index().put(open, "");
            } else {
                state.index().remove(open);
            }
            watchForStaleness(incident);
        }
        Statuses statuses = new Statuses(this);
        rejudged.forEach(statuses::rejudged);
        restless.keySet().forEach(statuses::tell);
        changed.forEach(id -> outputs.add(new Output.Snapshot(IncidentSnapshot.of(incident(id)))));
        return outputs;
    }

    private void watchForStaleness(Incident incident) {
        String timer = Keys.timer(Keys.STALE, incident.id());
        boolean closed = !incident.isOpen() && incident.status().words().equals("closed");
        if (closed || incident.closeProposed()) {
            state.timers().cancel(timer);
        } else if (state.timers().due(timer).isEmpty()) {
            state.timers().set(new Timer(timer, at.plus(STALE_AFTER)));
        }
    }

    private void placeInNeighbourhood() {
        for (String id : unplaced) {
            place(state, incident(id));
        }
        unplaced.clear();
    }

    /** Tells the neighbourhood where the incident is, or that it takes nothing new. */
    static void place(TriageState state, Incident incident) {
        List<Failure> failures = incident.failures();
        if (!incident.isOpen() || incident.windowClosed() || failures.isEmpty()) {
            state.neighbourhood().remove(incident.id());
            return;
        }
        state.neighbourhood()
                .put(
                        incident.id(),
                        failures.stream()
                                .flatMap(failure -> failure.assets().stream())
                                .toList(),
                        lastFailedAt(incident));
    }

    private static Instant lastFailedAt(Incident incident) {
        return incident.alerts().values().stream()
                .filter(IncidentAlert::evidence)
                .map(IncidentAlert::occurredAt)
                .max(Comparator.naturalOrder())
                .orElse(incident.openedAt());
    }
}
