package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Places new failures: into the open incident whose one cause explains them best, or into a new one, whichever tells the
 * cheaper story. A pure function: the order of {@code batch} and {@code open} does not matter.
 */
public final class Correlator {
    private static final Comparator<Placement.Group> BY_FIRST_FAILURE =
            Comparator.comparing(group -> group.failures().get(0), Failure.ORDER);

    /**
     * The cheapest story found for the whole batch.
     *
     * @param batch new failures, each check once
     * @param open the incidents {@link Neighbourhood#near} named
     */
    public Placement place(List<Failure> batch, List<OpenStory> open, Evidence evidence) {
        List<Failure> failures = batch.stream().sorted(Failure.ORDER).toList();
        List<OpenStory> stories =
                open.stream().sorted(Comparator.comparing(OpenStory::incident)).toList();
        Placing.Solution solution = new Placing(failures, stories, evidence).solve();
        List<Placement.Group> groups = new ArrayList<>();
        for (List<Integer> members : groups(solution)) {
            Facility facility = solution.chosen()[members.get(0)] < 0
                    ? null
                    : solution.open().get(solution.chosen()[members.get(0)]);
            Optional<OpenStory> story = facility == null ? Optional.empty() : facility.story();
            groups.add(group(story, members.stream().map(failures::get).toList(), evidence));
        }
        groups.sort(BY_FIRST_FAILURE);
        return new Placement(groups);
    }

    private static List<List<Integer>> groups(Placing.Solution solution) {
        List<List<Integer>> groups = new ArrayList<>();
        Map<Integer, List<Integer>> byStory = new TreeMap<>();
        for (int i = 0; i < solution.chosen().length; i++) {
            if (solution.chosen()[i] < 0) {
                groups.add(List.of(i));
            } else {
                byStory.computeIfAbsent(solution.chosen()[i], unused -> new ArrayList<>())
                        .add(i);
            }
        }
        groups.addAll(byStory.values());
        return groups;
    }

    private static Placement.Group group(Optional<OpenStory> story, List<Failure> failures, Evidence evidence) {
        List<Failure> all = new ArrayList<>(failures);
        Set<CheckId> known = Story.checks(failures);
        story.ifPresent(open -> open.failures().stream()
                .filter(failure -> !known.contains(failure.check()))
                .forEach(all::add));
        return new Placement.Group(story.map(OpenStory::incident), failures, RootCause.estimate(all, evidence));
    }
}
