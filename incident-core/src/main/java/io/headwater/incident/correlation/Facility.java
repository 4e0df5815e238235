package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckId;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A story that failures of the batch may join: {@code place broke by onset}, told by an open incident, whose cause would
 * then lie there, or by a new one. With the onset fixed every failure has its price by itself, whatever else joins.
 */
final class Facility {
    /** The fixed order of trying; of two equally cheap the first wins: nearest, then open incidents, then by name. */
    static final Comparator<Facility> ORDER = Comparator.<Facility>comparingLong(facility -> facility.hops)
            .thenComparing(facility -> facility.story.isEmpty())
            .thenComparing(facility -> facility.story.map(OpenStory::incident).orElse(""))
            .thenComparing(facility -> facility.place)
            .thenComparing(facility -> facility.onset);

    private final Optional<OpenStory> story;
    private final String place;
    private final Instant onset;
    private final IntArrayList failures = new IntArrayList();
    private final LongArrayList prices = new LongArrayList();
    private long hops;
    private long openingAtLeast;
    private long opening = -1;

    Facility(Optional<OpenStory> story, String place, Instant onset) {
        this.story = story;
        this.place = place;
        this.onset = onset;
    }

    /** Lets those failures in that it can explain. */
    void admit(List<Failure> batch, Evidence evidence) {
        Crowd crowd = story.map(open -> Crowd.of(open.failures()))
                .orElseGet(Crowd::new)
                .and(batch);
        for (int i = 0; i < batch.size(); i++) {
            Failure failure = batch.get(i);
            int distance = evidence.hops(place, failure);
            if (distance >= 0
                    && !isParted(failure)
                    && !evidence.brokenBy(place, failure).isBefore(onset)
                    && withinWindow(failure, evidence.policy())) {
                failures.add(i);
                prices.add(evidence.failed(failure, distance, crowd) + evidence.flip(place, failure, onset));
                hops += distance;
            }
        }
        openingAtLeast = story.isEmpty() ? evidence.prices().cause() : 0;
    }

    Optional<OpenStory> story() {
        return story;
    }

    /** Of facilities with the same slot one may be open: an incident has one cause, a place starts one incident. */
    String slot() {
        return story.map(open -> "incident " + open.incident()).orElse("place " + place);
    }

    int size() {
        return failures.size();
    }

    int failure(int index) {
        return failures.getInt(index);
    }

    long price(int index) {
        return prices.getLong(index);
    }

    /** Price of a failure it admits, by the failure's place in the batch. */
    long priceOf(int failure) {
        return prices.getLong(Arrays.binarySearch(failures.elements(), 0, failures.size(), failure));
    }

    /** A bound on {@link #opening} that needs no reading of what passes. */
    long openingAtLeast() {
        return opening >= 0 ? opening : openingAtLeast;
    }

    /** New: a cause and what still passes below it. Open: by how much its own story worsens. Never negative. */
    long opening(Set<CheckId> failing, Evidence evidence) {
        if (opening < 0) {
            opening = story.isEmpty()
                    ? evidence.prices().cause() + Story.tempered(evidence.passed(place, onset, failing))
                    : worsening(story.get(), failing, evidence);
        }
        return opening;
    }

    private long worsening(OpenStory open, Set<CheckId> failing, Evidence evidence) {
        Set<CheckId> all = Story.checks(open.failures());
        all.addAll(failing);
        long here = Story.base(place, open.failures(), onset, evidence)
                .weighed(all, evidence)
                .costOfTelling();
        long before = Stories.current(open, evidence).weighed(all, evidence).costOfTelling();
        return Math.max(0, here - before);
    }

    private boolean isParted(Failure failure) {
        return story.isPresent() && story.get().partedChecks().contains(failure.check());
    }

    private boolean withinWindow(Failure failure, CorrelationPolicy policy) {
        return story.isEmpty()
                || !failure.failedAt().isAfter(story.get().lastFailedAt().plus(policy.window()))
                        && !failure.failedAt().isBefore(story.get().openedAt().minus(policy.window()));
    }
}
