package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The facility-location problem of one batch: which stories to tell so that all failures are explained most cheaply. A
 * failure that no story takes stands alone, at the price of a cause of its own. Greedy first, then adding, dropping and
 * swapping until nothing gets cheaper, always in the same order: the price falls with every step, so it ends. An exact
 * search for small batches would take this class's place.
 */
final class Placing {
    /** A solution: {@code chosen[i]} is the position in {@code open} of the story that takes failure i, or -1: alone. */
    record Solution(List<Facility> open, int[] chosen, long cost) {}

    private static final int ALONE = -1;

    private final List<Facility> facilities;
    private final long[] alone;
    private final Set<CheckId> failing;
    private final Evidence evidence;

    Placing(List<Failure> batch, List<OpenStory> open, Evidence evidence) {
        this.evidence = evidence;
        this.failing = Story.checks(batch);
        this.facilities = Facilities.of(batch, open, evidence);
        this.alone =
                batch.stream().mapToLong(failure -> alone(failure, evidence)).toArray();
    }

    /** A cause of its own, or the noise that it is known for. */
    private static long alone(Failure failure, Evidence evidence) {
        long cause = Stories.cheapest(List.of(failure), 1, evidence).get(0).cost();
        return evidence.atMostNoise(failure, cause);
    }

    /** All stories that could be told, in the order of trying. */
    List<Facility> facilities() {
        return facilities;
    }

    Solution solve() {
        Solution best = prune(greedy(solution(List.of())));
        for (boolean better = true; better; ) {
            Solution before = best;
            for (Facility facility : facilities) {
                if (!best.open().contains(facility) && couldHelp(facility, best)) {
                    best = cheaper(best, prune(opened(facility, best)));
                }
            }
            better = best != before;
        }
        return best;
    }

    /** The facility opened. Where another one of its slot had to close, others take over what that one explained. */
    private Solution opened(Facility facility, Solution now) {
        List<Facility> more = with(now.open(), facility);
        Solution tried = solution(more);
        return more.size() > now.open().size() ? tried : greedy(tried);
    }

    private static Solution cheaper(Solution before, Solution tried) {
        return tried.cost() < before.cost() ? tried : before;
    }

    /** Opens whatever saves most, until nothing saves. */
    private Solution greedy(Solution start) {
        Solution now = start;
        while (true) {
            Set<String> taken = new TreeSet<>();
            now.open().forEach(facility -> taken.add(facility.slot()));
            Facility best = null;
            long most = 0;
            for (Facility facility : facilities) {
                long saves = saves(facility, now);
                if (saves - facility.openingAtLeast() > most && !taken.contains(facility.slot())) {
                    saves -= facility.opening(failing, evidence);
                    if (saves > most) {
                        most = saves;
                        best = facility;
                    }
                }
            }
            if (best == null) {
                return now;
            }
            now = solution(with(now.open(), best));
        }
    }

    /** Closes, one after the other, what costs at least what it saves. */
    private Solution prune(Solution solution) {
        Solution now = solution;
        while (true) {
            long[] gains = gainsOfClosing(now);
            int most = 0;
            for (int at = 1; at < gains.length; at++) {
                most = gains[at] > gains[most] ? at : most;
            }
            if (gains.length == 0 || gains[most] < 0) {
                return now;
            }
            List<Facility> fewer = new ArrayList<>(now.open());
            fewer.remove(most);
            now = solution(fewer);
        }
    }

    /** For each open story: its opening price less what its failures would pay more elsewhere. */
    private long[] gainsOfClosing(Solution now) {
        long[] elsewhere = alone.clone();
        for (int at = 0; at < now.open().size(); at++) {
            Facility facility = now.open().get(at);
            for (int i = 0; i < facility.size(); i++) {
                int failure = facility.failure(i);
                if (now.chosen()[failure] != at) {
                    elsewhere[failure] = Math.min(elsewhere[failure], facility.price(i));
                }
            }
        }
        long[] gains = new long[now.open().size()];
        for (int at = 0; at < gains.length; at++) {
            gains[at] = now.open().get(at).opening(failing, evidence);
        }
        for (int failure = 0; failure < elsewhere.length; failure++) {
            int at = now.chosen()[failure];
            if (at != ALONE) {
                gains[at] -= elsewhere[failure] - price(failure, now);
            }
        }
        return gains;
    }

    /** What it costs to tell these stories, each failure taken by the cheapest. */
    Solution solution(List<Facility> open) {
        long[] price = alone.clone();
        int[] chosen = new int[price.length];
        Arrays.fill(chosen, ALONE);
        long cost = 0;
        for (int at = 0; at < open.size(); at++) {
            Facility facility = open.get(at);
            cost += facility.opening(failing, evidence);
            for (int i = 0; i < facility.size(); i++) {
                int failure = facility.failure(i);
                if (facility.price(i) < price[failure]) {
                    price[failure] = facility.price(i);
                    chosen[failure] = at;
                }
            }
        }
        for (long each : price) {
            cost += each;
        }
        return new Solution(open, chosen, cost);
    }

    /** What the failures would save by moving to the facility. */
    private long saves(Facility facility, Solution now) {
        long saves = 0;
        for (int i = 0; i < facility.size(); i++) {
            saves += Math.max(0, price(facility.failure(i), now) - facility.price(i));
        }
        return saves;
    }

    /** Whether it could pay if every story that shares a failure with it could be closed for nothing. */
    private boolean couldHelp(Facility facility, Solution now) {
        long bound = saves(facility, now) - facility.openingAtLeast();
        Set<Integer> touched = new TreeSet<>();
        for (int i = 0; i < facility.size(); i++) {
            touched.add(now.chosen()[facility.failure(i)]);
        }
        touched.remove(ALONE);
        for (int at : touched) {
            bound += now.open().get(at).opening(failing, evidence);
        }
        for (Facility open : now.open()) {
            bound += open.slot().equals(facility.slot()) ? open.opening(failing, evidence) : 0;
        }
        return bound > 0;
    }

    private long price(int failure, Solution now) {
        int at = now.chosen()[failure];
        if (at == ALONE) {
            return alone[failure];
        }
        return now.open().get(at).priceOf(failure);
    }

    /** The facility opened; another one of its slot closes. */
    private static List<Facility> with(List<Facility> open, Facility facility) {
        List<Facility> more = new ArrayList<>(open);
        more.removeIf(other -> other.slot().equals(facility.slot()));
        more.add(facility);
        more.sort(Facility.ORDER);
        return more;
    }
}
