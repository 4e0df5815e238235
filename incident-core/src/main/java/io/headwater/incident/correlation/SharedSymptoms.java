package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Symptoms of two independent causes: each belongs to one incident, the likelier, and is named in the other, so that
 * whoever repairs that one knows it may not turn green by it.
 */
public final class SharedSymptoms {
    /**
     * A failure that {@code holder} holds and that the cause of {@code incident} would explain too.
     *
     * @param reason for people
     */
    public record Shared(CheckId check, String incident, String holder, String reason) {}

    private SharedSymptoms() {}

    /**
     * The symptoms among {@code failures} that other open incidents explain too, in the order of failures, then incidents.
     *
     * @param holders the incident that holds each failure, by its check
     * @param open incidents near the failures, the holders among them
     */
    public static List<Shared> of(
            List<Failure> failures, Map<CheckId, String> holders, List<OpenStory> open, Evidence evidence) {
        List<Shared> shared = new ArrayList<>();
        for (Failure failure : failures.stream().sorted(Failure.ORDER).toList()) {
            String holder = holders.get(failure.check());
            boolean symptom = open.stream()
                    .filter(story -> story.incident().equals(holder))
                    .noneMatch(story -> failure.assets().contains(story.cause()));
            for (OpenStory story : open) {
                if (symptom && !story.incident().equals(holder) && explains(story, failure, evidence)) {
                    shared.add(new Shared(failure.check(), story.incident(), holder, reason(story, failure, evidence)));
                }
            }
        }
        return shared;
    }

    /** It lies below the other's cause, failed on data from after that broke, and had not passed on such. */
    private static boolean explains(OpenStory story, Failure failure, Evidence evidence) {
        if (evidence.hops(story.cause(), failure) < 1) {
            return false;
        }
        Instant onset = Stories.current(story, evidence).onset();
        return !evidence.brokenBy(story.cause(), failure).isBefore(onset)
                && evidence.flip(story.cause(), failure, onset) == 0
                && !failure.failedAt()
                        .isAfter(story.lastFailedAt().plus(evidence.policy().window()));
    }

    private static String reason(OpenStory story, Failure failure, Evidence evidence) {
        int hops = evidence.hops(story.cause(), failure);
        return "it lies %d %s below `%s` too"
                .formatted(hops, hops == 1 ? "hop" : "hops", evidence.nameOf(story.cause()));
    }
}
