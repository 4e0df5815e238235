package io.headwater.incident.incident;

import java.time.Instant;
import java.util.List;

/** Who (hashed) looked at an affected asset in the broken interval, and which checks ({@code source/check}) failed then. */
public record AffectedViewer(
        String viewer, String asset, int views, Instant firstAt, Instant lastAt, List<String> failingChecks) {
    public AffectedViewer {
        failingChecks = List.copyOf(failingChecks);
    }
}
