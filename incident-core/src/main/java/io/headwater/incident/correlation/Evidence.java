package io.headwater.incident.correlation;

import io.headwater.incident.correlation.Carriage.Look;
import io.headwater.incident.correlation.ErrorText.Blames;
import io.headwater.incident.correlation.PassingChecks.Passing;
import io.headwater.incident.lineage.LineageGraph;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.Habit;
import it.unimi.dsi.fastutil.objects.Object2IntMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Prices single pieces of evidence, remembering what was looked up: good until a check speaks or lineage changes. What was
 * learnt of single checks comes in here: everything else asks this class what a piece costs.
 */
public final class Evidence {
    /** Assets looked at for passing checks, per check that may be read: many assets have none. */
    private static final int ASSETS_PER_CHECK = 4;

    /** An asset, and the columns of it that are looked at; none: the whole of it. */
    private record Watched(String asset, List<String> columns) {}

    /** A check below a place that passed, {@code hops} below it. */
    record Below(Passing passing, String asset, int hops) {}

    private final LineageGraph graph;
    private final PassingChecks passing;
    private final CorrelationPolicy policy;
    private final Prices prices;
    private final Map<Watched, Object2IntMap<String>> upstreams = new HashMap<>();
    private final Map<String, List<Passing>> passingOn = new HashMap<>();
    private final Map<String, List<Below>> passingBelow = new HashMap<>();
    private final Map<CheckId, Habit> habits = new HashMap<>();
    private final Map<Failure, Blames> blames = new IdentityHashMap<>();
    private final Carriage carriage;
    private final Map<Look, Map<String, Instant>> states = new HashMap<>();

    public Evidence(LineageGraph graph, PassingChecks passing, CorrelationPolicy policy) {
        this.graph = graph;
        this.passing = passing;
        this.policy = policy;
        this.prices = policy.prices();
        this.carriage = new Carriage(graph, passing);
    }

    Prices prices() {
        return prices;
    }

    CorrelationPolicy policy() {
        return policy;
    }

    String nameOf(String urn) {
        return graph.nameOf(urn);
    }

    /**
     * Places whose breaking could explain the failure on one of its assets, nearest first, with their hops: what feeds none of
     * the columns that the check looks at is not among them.
     */
    Object2IntMap<String> upstreams(Failure failure, String asset) {
        return upstreams(asset, failure.columns());
    }

    private Object2IntMap<String> upstreams(String asset, List<String> columns) {
        return upstreams.computeIfAbsent(
                new Watched(asset, columns), watched -> Upstreams.of(watched.asset(), columns, graph, policy));
    }

    /** Hops from the place down to the nearest asset the failing check watches; {@link Upstreams#NOT_ABOVE} if there is no such way. */
    int hops(String place, Failure failure) {
        int nearest = Upstreams.NOT_ABOVE;
        for (String asset : failure.assets()) {
            int hops = upstreams(failure, asset).getInt(place);
            if (hops >= 0 && (nearest < 0 || hops < nearest)) {
                nearest = hops;
            }
        }
        return nearest;
    }

    /** Price of the failure as an effect, {@code hops} below; the onset, which may add a flip, left out. */
    long failed(Failure failure, int hops, Crowd crowd) {
        long home = near(failure, 0, crowd);
        long further = crowd.shareOnAsset(near(failure, hops, crowd) - home, failure);
        return home + further + crowd.share(prices.fade(failure.kind(), hops));
    }

    /** By its kind and its check's past; of a failed build, by what it says. */
    private long near(Failure failure, int hops, Crowd crowd) {
        return failure.kind() == CheckKind.BUILD && hops < 2 && blames(failure) != Blames.NOBODY
                ? told(failure, hops, crowd)
                : prices.near(failure.kind(), hops, habit(failure));
    }

    private long told(Failure failure, int hops, Crowd crowd) {
        if (hops == 1 && crowd.saysTheSame(failure)) {
            return prices.siblingBuild();
        }
        if (blames(failure) == Blames.WHAT_IS_ABOVE) {
            return prices.missing(hops);
        }
        return hops == 0 ? prices.near(CheckKind.BUILD, 0) : prices.otherWordsBelow();
    }

    Blames blames(Failure failure) {
        return blames.computeIfAbsent(failure, ErrorText::blames);
    }

    private Habit habit(Failure failure) {
        return habits.computeIfAbsent(failure.check(), passing::habit);
    }

    /**
     * The latest the place can have broken if the failure is its effect. A monitor looks beside all runs, by a clock of its
     * own: a build dated up to {@code clockSkew} after it may be what it saw.
     */
    Instant brokenBy(String place, Failure failure) {
        boolean ownClock = failure.kind() == CheckKind.MONITOR;
        Instant since = ownClock ? failure.since().plus(policy.clockSkew()) : failure.since();
        return stateSeen(place, failure, since, true);
    }

    /** The state of the place that the failing check last passed on. */
    Optional<Instant> passedOn(String place, Failure failure) {
        return failure.lastPassedAt().map(passed -> stateSeen(place, failure, passed, false));
    }

    /** Price of a failing check that had still passed on what was broken already. */
    long flip(String place, Failure failure, Instant onset) {
        Optional<Instant> passedOn = passedOn(place, failure);
        if (passedOn.filter(onset::isBefore).isPresent()) {
            return prices.flip();
        }
        return passedOn.filter(onset::equals).isPresent() ? prices.doubt() : 0;
    }

    private Instant stateSeen(String place, Failure failure, Instant at, boolean failed) {
        Instant latest = Instant.MIN;
        for (String asset : failure.assets()) {
            if (upstreams(failure, asset).containsKey(place)) {
                Instant state = stateSeen(place, new Look(asset, at, failed, failure.kind() == CheckKind.BUILD));
                latest = state.isAfter(latest) ? state : latest;
            }
        }
        return latest.equals(Instant.MIN) ? at : latest;
    }

    private Instant stateSeen(String place, Look look) {
        return states.computeIfAbsent(look, unused -> carriage.stateSeen(look, upstreams(look.asset(), List.of())))
                .getOrDefault(place, look.at());
    }

    /** Price of all that passed below the place after {@code onset}; {@code failing} checks of the story do not count. */
    long passed(String place, Instant onset, Set<CheckId> failing) {
        long sum = 0;
        for (Below below : passingBelow(place)) {
            if (clears(place, below, onset, failing)) {
                sum += price(below);
            }
        }
        return sum;
    }

    /** Whether it passed on what would have been broken already. */
    boolean clears(String place, Below below, Instant onset, Set<CheckId> failing) {
        Passing check = below.passing();
        if (check.passedAt().isBefore(onset) || failing.contains(check.check())) {
            return false;
        }
        Look look = new Look(below.asset(), check.passedAt(), false, check.kind() == CheckKind.BUILD);
        return !stateSeen(place, look).isBefore(onset);
    }

    long price(Below below) {
        return prices.passed(
                below.passing().kind(), below.hops(), below.passing().habit());
    }

    /** The price of a cause of the failure's own, or of the noise that its check is known for. */
    long atMostNoise(Failure failure, long cause) {
        return noise(failure).map(habit -> Math.min(cause, prices.noise(habit))).orElse(cause);
    }

    /** What the check's past says of it, where that is that it often fails alone. */
    Optional<Habit> noise(Failure failure) {
        return Optional.of(habit(failure)).filter(prices::isNoisy);
    }

    /** The nearest passing checks on and below the place. */
    List<Below> passingBelow(String place) {
        return passingBelow.computeIfAbsent(place, this::readPassingBelow);
    }

    private List<Below> readPassingBelow(String place) {
        List<Below> found = new ArrayList<>();
        int[] assets = {0};
        graph.visitDownstream(List.of(place), policy.maxHops(), (urn, hops) -> {
            for (Passing check : passingOn.computeIfAbsent(urn, passing::on)) {
                if (found.size() < policy.maxPassing()) {
                    found.add(new Below(check, urn, hops));
                }
            }
            return found.size() < policy.maxPassing() && ++assets[0] < ASSETS_PER_CHECK * policy.maxPassing();
        });
        return found;
    }
}
