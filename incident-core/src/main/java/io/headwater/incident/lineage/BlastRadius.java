package io.headwater.incident.lineage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** What lies in the way of an incident's trouble: breadth first downstream of what fails. */
public final class BlastRadius {
    private static final Comparator<Dashboard> MOST_IMPORTANT = Comparator.comparingInt(Dashboard::tier)
            .thenComparing(Dashboard::name)
            .thenComparing(Dashboard::urn);

    /** What the order of dashboards rests on; {@code position}: among all that is affected. */
    private record Dashboard(int tier, String name, String urn, int position) {}

    private BlastRadius() {}

    /** The impact of {@code failing} assets; unknown ones affect themselves. {@code rootCause} only lends its paths. */
    public static Impact of(LineageGraph graph, Collection<String> failing, Optional<String> rootCause) {
        Map<String, Columns> whole = new HashMap<>();
        failing.forEach(urn -> whole.put(urn, Columns.ALL));
        return of(graph, whole, rootCause);
    }

    /** The same, of what fails in some columns only what those feed, where lineage knows. */
    public static Impact of(LineageGraph graph, Map<String, Columns> broken, Optional<String> rootCause) {
        if (broken.isEmpty()) {
            return Impact.NONE;
        }
        Set<String> failing = broken.keySet();
        Walk walk = graph.walkDownstream(broken);
        List<String> strangers = new TreeSet<>(failing)
                .stream().filter(urn -> !graph.contains(urn)).toList();
        return summarise(
                graph.nodes(),
                walk,
                new Tracks(graph.nodes(), walk, fromRoot(graph, walk, broken, rootCause), strangers));
    }

    /** The walk that gives the paths: the root cause's own where it is not the one thing that fails. */
    private static Walk fromRoot(
            LineageGraph graph, Walk walk, Map<String, Columns> broken, Optional<String> rootCause) {
        boolean samePaths = rootCause.isPresent() && broken.keySet().stream().allMatch(rootCause.get()::equals);
        if (rootCause.isEmpty() || samePaths || walk.size() == 0) {
            return new Walk(0);
        }
        Columns columns = broken.getOrDefault(rootCause.get(), Columns.ALL);
        return columns.all()
                ? graph.walkDownstream(List.of(rootCause.get()), walk.met())
                : graph.walkDownstream(Map.of(rootCause.get(), columns));
    }

    /** Many assets share few profiles: what is in those is looked at once. */
    private static Impact summarise(NodeTable nodes, Walk walk, Tracks tracks) {
        Profiles profiles = nodes.profiles();
        boolean[] met = new boolean[profiles.bound()];
        boolean[] shows = new boolean[profiles.bound()];
        BitSet dashboards = new BitSet(nodes.bound());
        Set<Owner> owners = new TreeSet<>();
        int bestTier = Integer.MAX_VALUE;
        BitSet affected = walk.met();
        for (int node = affected.nextSetBit(0); node >= 0; node = affected.nextSetBit(node + 1)) {
            int number = nodes.profileOf(node);
            if (number < 0) {
                continue;
            }
            if (!met[number]) {
                met[number] = true;
                Profile profile = profiles.get(number);
                owners.addAll(profile.owners());
                bestTier = Math.min(bestTier, profile.tier().orElse(Integer.MAX_VALUE));
                shows[number] = profile.type().isDashboard();
            }
            if (shows[number]) {
                dashboards.set(node);
            }
        }
        return new Impact(
                tracks,
                positions(nodes, walk, dashboards, tracks),
                List.copyOf(owners),
                bestTier == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(bestTier));
    }

    /** Where the dashboards are among all that is affected, the most important first. */
    private static int[] positions(NodeTable nodes, Walk walk, BitSet dashboards, Tracks tracks) {
        List<Dashboard> found = new ArrayList<>();
        int strangers = tracks.size() - walk.size();
        for (int i = 0; i < walk.size(); i++) {
            int node = walk.node(i);
            if (dashboards.get(node)) {
                int tier = nodes.profiles().get(nodes.profileOf(node)).tier().orElse(Integer.MAX_VALUE);
                Description known = nodes.get(node);
                found.add(new Dashboard(tier, known.name(), known.urn(), strangers + i));
            }
        }
        found.sort(MOST_IMPORTANT);
        return found.stream().mapToInt(Dashboard::position).toArray();
    }
}
