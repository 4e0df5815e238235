package io.headwater.incident.triage;

import io.headwater.incident.incident.AffectedAsset;
import io.headwater.incident.incident.AffectedViewer;
import java.util.ArrayList;
import java.util.List;

/** Cuts the lists of an impact revision into parts that fit a record: at most 200 entries, and some 256 KiB, each. */
final class ImpactParts {
    static final int MAX_ENTRIES = 200;
    private static final int MAX_CHARS = 256 * 1024;

    /** One part. */
    record Part(List<AffectedAsset> assets, List<AffectedViewer> viewers) {}

    private final List<Part> parts = new ArrayList<>();
    private List<AffectedAsset> assets = new ArrayList<>();
    private List<AffectedViewer> viewers = new ArrayList<>();
    private int chars;

    private ImpactParts() {}

    static List<Part> of(List<AffectedAsset> assets, List<AffectedViewer> viewers) {
        ImpactParts cut = new ImpactParts();
        for (AffectedAsset asset : assets) {
            cut.room(cut.assets.size(), asset.toString().length());
            cut.assets.add(asset);
        }
        for (AffectedViewer viewer : viewers) {
            cut.room(cut.viewers.size(), viewer.toString().length());
            cut.viewers.add(viewer);
        }
        cut.close();
        return cut.parts;
    }

    private void room(int entries, int more) {
        if (entries == MAX_ENTRIES || chars + more > MAX_CHARS) {
            close();
        }
        chars += more;
    }

    private void close() {
        if (!assets.isEmpty() || !viewers.isEmpty()) {
            parts.add(new Part(List.copyOf(assets), List.copyOf(viewers)));
            assets = new ArrayList<>();
            viewers = new ArrayList<>();
            chars = 0;
        }
    }
}
