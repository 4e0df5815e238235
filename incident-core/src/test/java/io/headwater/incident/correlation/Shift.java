package io.headwater.incident.correlation;

import io.headwater.incident.lineage.LineageGraph;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The engine in small: keeps the open incidents, places batch after batch, estimates and merges, as the topology does. */
final class Shift {
    private final LineageGraph graph;
    private final PassingChecks passing;
    private final CorrelationPolicy policy;
    private final Neighbourhood neighbourhood;
    private final Map<String, OpenStory> open = new LinkedHashMap<>();
    private final Correlator correlator = new Correlator();

    Shift(LineageGraph graph, PassingChecks passing, CorrelationPolicy policy) {
        this.graph = graph;
        this.passing = passing;
        this.policy = policy;
        this.neighbourhood = new Neighbourhood(graph, policy);
    }

    static Shift at(Warehouse warehouse) {
        return new Shift(warehouse.graph(), warehouse.passing(), CorrelationPolicy.DEFAULTS);
    }

    Placement place(Failure... batch) {
        return place(List.of(batch));
    }

    Placement place(List<Failure> batch) {
        List<OpenStory> near = neighbourhood.near(batch).stream().map(open::get).toList();
        Placement placement = correlator.place(batch, near, evidence());
        List<String> touched = new ArrayList<>();
        for (Placement.Group group : placement.groups()) {
            String incident =
                    group.incident().orElse("INC-" + group.failures().get(0).check());
            List<Failure> failures = new ArrayList<>(
                    open.containsKey(incident) ? open.get(incident).failures() : List.of());
            failures.addAll(group.failures());
            tell(incident, failures, group.estimate().cause(), Set.of());
            touched.add(incident);
        }
        touched.forEach(this::merge);
        return placement;
    }

    void part(String incident, Set<String> from) {
        OpenStory story = open.get(incident);
        tell(incident, story.failures(), story.cause(), from);
    }

    /** Open incidents by their first failure. */
    List<OpenStory> open() {
        return open.values().stream()
                .sorted(Comparator.comparing(OpenStory::openedAt).thenComparing(OpenStory::incident))
                .toList();
    }

    Estimate estimate(OpenStory story) {
        return RootCause.estimate(story.failures(), evidence());
    }

    private Evidence evidence() {
        return new Evidence(graph, passing, policy);
    }

    private void merge(String incident) {
        while (open.containsKey(incident)) {
            OpenStory story = open.get(incident);
            Merger merger = new Merger(evidence());
            Optional<MergeReason> merge = neighbourhood.near(story.failures()).stream()
                    .filter(other -> !other.equals(story.incident()))
                    .flatMap(other -> merger.mergeable(story, open.get(other)).stream())
                    .findFirst();
            if (merge.isEmpty()) {
                return;
            }
            OpenStory from = open.remove(merge.get().from());
            neighbourhood.remove(from.incident());
            List<Failure> both = new ArrayList<>(open.get(merge.get().into()).failures());
            both.addAll(from.failures());
            tell(merge.get().into(), both, merge.get().estimate().cause(), Set.of());
            incident = merge.get().into();
        }
    }

    private void tell(String incident, List<Failure> failures, String cause, Set<String> partedFrom) {
        Instant first = failures.stream()
                .map(Failure::failedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = failures.stream()
                .map(Failure::failedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        open.put(incident, new OpenStory(incident, failures, cause, first, last, partedFrom, Set.of()));
        neighbourhood.put(
                incident, failures.stream().flatMap(f -> f.assets().stream()).toList(), last);
    }
}
