package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Failures that are weighed together. Many that fail together are not as many independent witnesses of how far away
 * their cause is: tests on one asset mostly fail for one reason, and so do five hundred marts. What distance adds to
 * their price therefore counts as that of a few. Without this an asset with six failing tests would rather be a cause of
 * its own than the effect of the failing asset just above it, and a storm would fall apart by its silent hubs, each a
 * hop nearer to its part of the storm than what really broke.
 */
final class Crowd {
    /** Chosen so that distance alone, over one hop, never pays for a second cause. */
    private static final int WITNESSES = 8;

    private static final int WITNESSES_ON_ASSET = 3;

    private record Key(List<String> assets, CheckKind kind) {}

    private final Map<Key, Integer> onAsset = new HashMap<>();
    private final Map<String, Integer> builds = new HashMap<>();
    private int size;

    static Crowd of(List<Failure> failures) {
        return new Crowd().and(failures);
    }

    /** These and more. */
    Crowd and(List<Failure> failures) {
        Crowd both = new Crowd();
        both.size = size + failures.size();
        both.onAsset.putAll(onAsset);
        both.builds.putAll(builds);
        failures.forEach(failure -> both.onAsset.merge(new Key(failure.assets(), failure.kind()), 1, Integer::sum));
        failures.stream()
                .flatMap(failure -> ErrorText.of(failure).stream())
                .forEach(text -> both.builds.merge(text, 1, Integer::sum));
        return both;
    }

    /** Whether another build failed with the same words. */
    boolean saysTheSame(Failure failure) {
        return ErrorText.of(failure)
                .filter(text -> builds.getOrDefault(text, 0) > 1)
                .isPresent();
    }

    /** What one failure bears of a price for distance that all of them share. */
    long share(long price) {
        return size <= WITNESSES ? price : price * WITNESSES / size;
    }

    /** What one failure bears of a price that those of its kind on the same assets share. */
    long shareOnAsset(long price, Failure failure) {
        int crowd = onAsset.getOrDefault(new Key(failure.assets(), failure.kind()), 1);
        return crowd <= WITNESSES_ON_ASSET ? price : price * WITNESSES_ON_ASSET / crowd;
    }
}
