package io.headwater.incident.lineage;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * The blast radius of an incident: everything reachable downstream of its failing assets, those included. A value: later
 * changes of the graph do not reach it.
 */
public final class Impact {
    /** Nothing failing, nothing affected. */
    public static final Impact NONE = new Impact(Tracks.none(), new int[0], List.of(), OptionalInt.empty());

    private final Tracks tracks;
    /** Positions of the dashboards in the tracks, the most important first. */
    private final int[] dashboards;

    private final List<Owner> owners;
    private final OptionalInt bestTier;
    /** Null until somebody asks for them. */
    private List<Affected> shownDashboards;

    Impact(Tracks tracks, int[] dashboards, List<Owner> owners, OptionalInt bestTier) {
        this.tracks = tracks;
        this.dashboards = dashboards;
        this.owners = List.copyOf(owners);
        this.bestTier = bestTier;
    }

    /**
     * An affected asset.
     *
     * @param depth hops from the nearest failing asset; 0 for a failing asset itself
     * @param path a shortest path, both ends included: from the root cause where it reaches the asset, else from the
     *     nearest failing asset; of several equally short ones the first by URNs
     */
    public record Affected(AssetNode asset, int depth, List<String> path) {
        public Affected {
            path = List.copyOf(path);
        }

        public String urn() {
            return asset.urn();
        }
    }

    public int assetCount() {
        return tracks.size();
    }

    public int dashboardCount() {
        return dashboards.length;
    }

    /** URNs of all affected assets, failing ones first, then by depth; in the order of {@link #assets}. */
    public List<String> urns() {
        return onDemand(tracks.size(), tracks::urn);
    }

    /** All affected assets, failing ones first, then by depth; each entry and its path is made when it is asked for. */
    public List<Affected> assets() {
        return onDemand(tracks.size(), tracks::affected);
    }

    /**
     * Affected assets where people or programs look at data: by tier (1 first, none last), name, URN; made when they are first
     * asked for, since a path costs far more than a count.
     */
    public List<Affected> dashboards() {
        if (shownDashboards == null) {
            shownDashboards = List.copyOf(onDemand(dashboards.length, index -> tracks.affected(dashboards[index])));
        }
        return shownDashboards;
    }

    private static <T> List<T> onDemand(int size, IntFunction<T> entry) {
        return new AbstractList<>() {
            @Override
            public T get(int index) {
                return entry.apply(Objects.checkIndex(index, size));
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** Owners of all affected assets, sorted, each once. */
    public List<Owner> owners() {
        return owners;
    }

    /** The most important tier among affected assets. */
    public OptionalInt bestTier() {
        return bestTier;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Impact that && assets().equals(that.assets());
    }

    @Override
    public int hashCode() {
        return Objects.hash(assetCount(), dashboards.length);
    }

    @Override
    public String toString() {
        return "Impact[assets=%d, dashboards=%d, owners=%s, bestTier=%s]"
                .formatted(assetCount(), dashboardCount(), owners, bestTier);
    }
}
