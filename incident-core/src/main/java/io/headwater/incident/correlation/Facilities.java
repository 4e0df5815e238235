package io.headwater.incident.correlation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Lays out every story that failures of a batch may join, in the order in which they are tried. */
final class Facilities {
    /** Onsets tried per place. A batch is one run or a minute of monitors: two are many. */
    private static final int MAX_ONSETS = 8;

    private Facilities() {}

    static List<Facility> of(List<Failure> batch, List<OpenStory> open, Evidence evidence) {
        Set<String> above = new TreeSet<>();
        batch.forEach(failure -> above.addAll(Stories.above(failure, evidence)));
        List<Facility> facilities = new ArrayList<>();
        for (String place : Stories.places(batch, evidence)) {
            for (Instant onset : onsets(place, batch, evidence)) {
                add(facilities, new Facility(Optional.empty(), place, onset), batch, evidence);
            }
        }
        for (OpenStory story : open) {
            for (String place : common(story, batch, above, evidence)) {
                Instant own = Story.base(place, story.failures(), evidence).onset();
                Set<Instant> onsets = new TreeSet<>(onsets(place, batch, evidence));
                onsets.removeIf(onset -> !onset.isBefore(own));
                onsets.add(own);
                for (Instant onset : onsets) {
                    add(facilities, new Facility(Optional.of(story), place, onset), batch, evidence);
                }
            }
        }
        facilities.sort(Facility.ORDER);
        return facilities;
    }

    private static void add(List<Facility> facilities, Facility facility, List<Failure> batch, Evidence evidence) {
        facility.admit(batch, evidence);
        if (facility.size() > 0) {
            facilities.add(facility);
        }
    }

    /** Places above both some of the batch and some of what the incident holds. */
    private static Set<String> common(OpenStory story, List<Failure> batch, Set<String> above, Evidence evidence) {
        Set<String> aboveStory = new TreeSet<>();
        story.failures().forEach(failure -> aboveStory.addAll(Stories.above(failure, evidence)));
        List<Failure> all = new ArrayList<>(story.failures());
        all.addAll(batch);
        Set<String> common = Stories.places(all, evidence);
        common.add(story.cause());
        common.retainAll(above);
        common.retainAll(aboveStory);
        return common;
    }

    /**
     * The onsets worth trying: the first failure, and wherever a later start would spare a check that still passed.
     * Between two of these every onset costs as much as the first and admits less.
     */
    private static List<Instant> onsets(String place, List<Failure> batch, Evidence evidence) {
        List<Failure> below = batch.stream()
                .filter(failure -> evidence.hops(place, failure) >= 0)
                .toList();
        TreeSet<Instant> failedAt = new TreeSet<>();
        below.forEach(failure -> failedAt.add(evidence.brokenBy(place, failure)));
        TreeSet<Instant> onsets = new TreeSet<>();
        onsets.add(failedAt.first());
        for (Failure failure : below) {
            evidence.passedOn(place, failure).map(failedAt::higher).ifPresent(onsets::add);
        }
        return onsets.stream().limit(MAX_ONSETS).toList();
    }
}
