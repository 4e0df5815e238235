package io.headwater.incident.backtest;

import io.headwater.incident.backtest.BacktestReport.Change;
import io.headwater.incident.backtest.BacktestReport.Difference;
import io.headwater.incident.backtest.BacktestReport.Differences;
import io.headwater.incident.backtest.BacktestReport.Grouping;
import io.headwater.incident.backtest.BacktestReport.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What happened beside what would have. */
public final class Comparison {
    /** As many incidents that differ are listed; all are counted. */
    public static final int LISTED = 50;

    private final Tales then;
    private final Tales now;
    private final Window window;

    /**
     * @param then what happened
     * @param now what the back-test says
     */
    public Comparison(Tales then, Tales now, Window window) {
        this.then = then;
        this.now = now;
        this.window = window;
    }

    /** What happened. */
    public Side before() {
        return side(then);
    }

    /** What would have. */
    public Side after() {
        return side(now);
    }

    private Side side(Tales tales) {
        int own = 0;
        int merged = 0;
        int announced = 0;
        int alerts = 0;
        Map<String, Integer> byPriority = new TreeMap<>();
        for (Tale tale : tales.all()) {
            if (window.holds(tale.openedAt())) {
                announced += tale.isAnnounced() ? 1 : 0;
                if (tale.mergedInto().isPresent()) {
                    merged++;
                } else {
                    own++;
                    alerts += tale.alerts();
                    byPriority.merge(tale.priority().name(), 1, Integer::sum);
                }
            }
        }
        double each = own == 0 ? 0 : Math.round(10.0 * alerts / own) / 10.0;
        return new Side(own, merged, announced, byPriority, alerts, each);
    }

    /** Counted by table, not pair by pair: a storm has millions of pairs. */
    public Grouping grouping() {
        Map<String, Integer> groupsThen = new HashMap<>();
        Map<String, Integer> groupsNow = new HashMap<>();
        Map<List<String>, Integer> groupsBoth = new HashMap<>();
        int both = 0;
        int onlyThen = 0;
        for (Map.Entry<String, Tales.Failure> entry : then.failures().entrySet()) {
            if (window.holds(entry.getValue().at())) {
                Tales.Failure same = now.failures().get(entry.getKey());
                if (same == null) {
                    onlyThen++;
                } else {
                    both++;
                    String before = then.survivor(entry.getValue().incident()).id();
                    String after = now.survivor(same.incident()).id();
                    groupsThen.merge(before, 1, Integer::sum);
                    groupsNow.merge(after, 1, Integer::sum);
                    groupsBoth.merge(List.of(before, after), 1, Integer::sum);
                }
            }
        }
        int onlyNow = (int) now.failures().entrySet().stream()
                .filter(entry ->
                        window.holds(entry.getValue().at()) && !then.failures().containsKey(entry.getKey()))
                .count();
        long kept = pairs(groupsBoth);
        return new Grouping(both, kept, pairs(groupsThen) - kept, pairs(groupsNow) - kept, onlyThen, onlyNow);
    }

    private static long pairs(Map<?, Integer> sizes) {
        return sizes.values().stream().mapToLong(n -> (long) n * (n - 1) / 2).sum();
    }

    /** Incidents that differ. */
    public Differences differences() {
        TreeSet<String> ids = new TreeSet<>();
        then.all().forEach(tale -> ids.add(tale.id()));
        now.all().forEach(tale -> ids.add(tale.id()));
        List<Difference> all = new ArrayList<>();
        Map<String, Integer> byKind = new TreeMap<>();
        Changes differing = new Changes(then, now);
        for (String id : ids) {
            Optional<Tale> before = then.get(id);
            Optional<Tale> after = now.get(id);
            Tale either = after.or(() -> before).orElseThrow();
            boolean inside = before.filter(tale -> window.holds(tale.openedAt()))
                            .isPresent()
                    || after.filter(tale -> window.holds(tale.openedAt())).isPresent();
            List<Change> changes = inside ? differing.of(before, after) : List.of();
            if (!changes.isEmpty()) {
                changes.forEach(change -> byKind.merge(change.what(), 1, Integer::sum));
                all.add(new Difference(id, either.title(), either.openedAt(), changes));
            }
        }
        all.sort(Comparator.comparing(Difference::openedAt).thenComparing(Difference::incident));
        return new Differences(all.size(), byKind, List.copyOf(all.subList(0, Math.min(LISTED, all.size()))));
    }
}
