package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The cheapest single-cause stories of some failures. */
final class Stories {
    private Stories() {}

    /**
     * The {@code count} cheapest stories that hold all {@code failures}, best first. What passes below a place is read
     * only while that place could still be among them.
     */
    static List<Story> cheapest(List<Failure> failures, int count, Evidence evidence) {
        Set<CheckId> failing = Story.checks(failures);
        List<Story> bases = new ArrayList<>();
        for (String place : places(failures, evidence)) {
            bases.add(Story.base(place, failures, evidence));
        }
        bases.sort(Story.ORDER);
        List<Story> best = new ArrayList<>();
        for (Story base : bases) {
            if (best.size() == count && base.cost() > best.get(count - 1).cost()) {
                break;
            }
            best.add(base.weighed(failing, evidence));
            best.sort(Story.ORDER);
            if (best.size() > count) {
                best.remove(count);
            }
        }
        return best;
    }

    /** The story an open incident tells now, what still passes left out. */
    static Story current(OpenStory open, Evidence evidence) {
        boolean reaches = open.failures().stream().anyMatch(failure -> evidence.hops(open.cause(), failure) >= 0);
        // Lineage has changed under it: until it is estimated anew, its first failing asset stands in.
        String place = reaches ? open.cause() : open.failures().get(0).assets().get(0);
        return Story.base(place, open.failures(), evidence);
    }

    /** Where the cause may be: on a failing asset, or silent where it explains the failures of two assets or more. */
    static Set<String> places(List<Failure> failures, Evidence evidence) {
        Set<String> places = shared(failures, evidence);
        failures.forEach(failure -> places.addAll(failure.assets()));
        return places;
    }

    /** Whether there is a place whose breaking could explain all of them. */
    static boolean anyExplainsAll(List<Failure> failures, Evidence evidence) {
        Set<String> places = new HashSet<>(above(failures.get(0), evidence));
        for (Failure failure : failures) {
            places.retainAll(above(failure, evidence));
        }
        return !places.isEmpty();
    }

    /** Places on or above assets of at least two failures that have no asset in common. */
    static Set<String> shared(List<Failure> failures, Evidence evidence) {
        Map<String, List<String>> firstBelow = new HashMap<>();
        Set<String> shared = new TreeSet<>();
        for (Failure failure : failures) {
            for (String place : above(failure, evidence)) {
                List<String> first = firstBelow.putIfAbsent(place, failure.assets());
                if (first != null && first.stream().noneMatch(failure.assets()::contains)) {
                    shared.add(place);
                }
            }
        }
        return shared;
    }

    /** Places whose breaking could explain the failure. */
    static Set<String> above(Failure failure, Evidence evidence) {
        if (failure.assets().size() == 1) {
            return evidence.upstreams(failure, failure.assets().get(0)).keySet();
        }
        Set<String> above = new TreeSet<>();
        failure.assets()
                .forEach(
                        asset -> above.addAll(evidence.upstreams(failure, asset).keySet()));
        return above;
    }
}
