package io.headwater.incident.correlation;

import io.headwater.incident.correlation.PassingChecks.Builds;
import io.headwater.incident.lineage.LineageGraph;
import it.unimi.dsi.fastutil.objects.Object2IntMap;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When data came from where. Trouble travels no faster than builds carry it: what a check sees on an asset at noon is
 * what the asset's upstreams were when it was last built before noon, and so on up. A check that passes after something
 * upstream broke proves nothing while no build has carried the trouble down to it; with jobs that run at different hours
 * that is the rule, not the exception. Where no build is known, data is taken to flow at once.
 */
final class Carriage {
    private final LineageGraph graph;
    private final PassingChecks passing;
    private final Map<String, Builds> builds = new HashMap<>();

    Carriage(LineageGraph graph, PassingChecks passing) {
        this.graph = graph;
        this.passing = passing;
    }

    /** A look at an asset; where it {@code failed}, a build that did not come about carries trouble as well as one that did. */
    record Look(String asset, Instant at, boolean failed, boolean building) {}

    /**
     * Which state of each upstream was to be seen: the latest moment from which a chain of builds leads down to the look.
     * Where the asset was just being built, its upstreams were read as they were then.
     *
     * @param upstreams of the asset, itself among them: the answer's keys
     */
    Map<String, Instant> stateSeen(Look look, Object2IntMap<String> upstreams) {
        Map<String, Instant> states = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        states.put(look.asset(), look.at());
        open.add(look.asset());
        while (!open.isEmpty()) {
            String at = open.remove();
            boolean now = look.building() && at.equals(look.asset());
            Instant from = now ? look.at() : builtBy(at, states.get(at), look.failed());
            for (String up : graph.upstreams(at)) {
                // Only ever later: it ends, in a circle too.
                if (upstreams.containsKey(up)
                        && (!states.containsKey(up) || states.get(up).isBefore(from))) {
                    states.put(up, from);
                    open.add(up);
                }
            }
        }
        // Between two builds an asset does not change: a minute within them is no evidence of anything.
        states.replaceAll((urn, state) -> builtBy(urn, state, look.failed()));
        return states;
    }

    /** The asset's last build by then; {@code then} where none is known. */
    private Instant builtBy(String urn, Instant then, boolean due) {
        Builds its = builds.computeIfAbsent(urn, passing::builds);
        List<Instant> known = due ? its.due() : its.done();
        for (int i = known.size() - 1; i >= 0; i--) {
            if (!known.get(i).isAfter(then)) {
                return known.get(i);
            }
        }
        return then;
    }
}
