package io.headwater.incident.triage;

import io.headwater.incident.silence.Silence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a silence hid in one period, and what has become of it; gathered check by check. */
final class SilenceSummary {
    private static final int SHOWN = 20;

    private final Instant from;
    private final TreeSet<String> assets = new TreeSet<>();
    private final TreeSet<String> incidents = new TreeSet<>();
    private int outcomes;
    private int checks;
    private int passed;
    private int failing;
    private int hidden;
    private int skipped;

    SilenceSummary(Instant from) {
        this.from = from;
    }

    /** So many bad outcomes of one check on these assets; none where it did not run. */
    void hid(int bad, List<String> on) {
        if (bad > 0) {
            outcomes += bad;
            checks++;
            assets.addAll(on);
        }
    }

    void passedAgain() {
        passed++;
    }

    void stillFails(Optional<String> incident) {
        failing++;
        incident.ifPresent(incidents::add);
    }

    void hiddenStill() {
        hidden++;
    }

    void didNotRun() {
        skipped++;
    }

    /** The incident that took all that still fails. */
    Optional<String> oneIncident() {
        return incidents.size() == 1 ? Optional.of(incidents.first()) : Optional.empty();
    }

    /** {@code it hid 3 bad outcomes of 2 checks on 1 asset since …; 1 check passed again, 1 still fails: inc-…}. */
    String inWords() {
        String since = " since " + Silence.clock(from);
        String rest = skipped == 0 ? "" : "; " + count(skipped, "check") + " did not run";
        if (checks == 0) {
            return "it hid nothing" + since + rest;
        }
        StringBuilder words = new StringBuilder("it hid %s of %s on %s%s; %s passed again, %d still %s"
                .formatted(
                        count(outcomes, "bad outcome"),
                        count(checks, "check"),
                        count(assets.size(), "asset"),
                        since,
                        count(passed, "check"),
                        failing,
                        failing == 1 ? "fails" : "fail"));
        if (!incidents.isEmpty()) {
            words.append(": ").append(incidents.stream().limit(SHOWN).collect(Collectors.joining(", ")));
        }
        if (incidents.size() > SHOWN) {
            words.append(" and ").append(incidents.size() - SHOWN).append(" more");
        }
        if (hidden > 0) {
            words.append("; ").append(count(hidden, "check")).append(" another silence hides still");
        }
        return words + rest;
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
