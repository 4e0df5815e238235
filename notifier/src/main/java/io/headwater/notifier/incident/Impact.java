package io.headwater.notifier.incident;

import java.util.List;
import java.util.OptionalInt;

/** The blast radius in short; counts exact, lists capped. */
public record Impact(
        int assetCount,
        int dashboardCount,
        int viewerCount,
        OptionalInt bestTier,
        List<Owner> owners,
        List<Dashboard> dashboards) {
    public static final Impact NONE = new Impact(0, 0, 0, OptionalInt.empty(), List.of(), List.of());
}
