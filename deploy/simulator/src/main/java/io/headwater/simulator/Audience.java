package io.headwater.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Who looks at what: dashboards that read from the last layer, and people who open them through the night. Drawn apart
 * from the storm, which is the same with and without them.
 */
public final class Audience {
    private static final int PEOPLE = 40;
    private static final int MOST_DASHBOARDS = 200;
    private static final int ASSETS_A_DASHBOARD = 12;
    private static final int MINUTES = 20 * 60;

    /**
     * A dashboard.
     *
     * @param tier 1 is the most important; here 2 or 3
     * @param reads numbers of the assets it shows
     */
    public record Dashboard(String name, int tier, List<Integer> reads) {}

    /** Somebody, by number, opens a dashboard in that minute of the night. */
    public record View(Dashboard dashboard, int person, int minute) {}

    private final List<Dashboard> dashboards = new ArrayList<>();
    private final List<View> views = new ArrayList<>();

    private Audience(Storm storm) {
        SplittableRandom random = new SplittableRandom(storm.seed() ^ 0x2545F4914F6CDD1DL);
        int size = storm.warehouse().size();
        int first = firstOfLastLayer(storm.warehouse());
        int count = Math.max(1, Math.min(MOST_DASHBOARDS, (size - first) / ASSETS_A_DASHBOARD));
        for (int number = 0; number < count; number++) {
            TreeSet<Integer> reads = new TreeSet<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                reads.add(first + random.nextInt(size - first));
            }
            Dashboard dashboard = new Dashboard("d%03d".formatted(number), 2 + random.nextInt(2), List.copyOf(reads));
            dashboards.add(dashboard);
            for (int i = 3 + random.nextInt(10); i > 0; i--) {
                views.add(new View(dashboard, random.nextInt(PEOPLE), random.nextInt(MINUTES)));
            }
        }
        views.sort(Comparator.comparingInt(View::minute));
    }

    /** The same storm has the same audience. */
    public static Audience of(Storm storm) {
        return new Audience(storm);
    }

    public List<Dashboard> dashboards() {
        return List.copyOf(dashboards);
    }

    /** In the order of the night. */
    public List<View> views() {
        return List.copyOf(views);
    }

    private static int firstOfLastLayer(Warehouse warehouse) {
        int first = warehouse.size() - 1;
        while (first > 0 && warehouse.layer(first - 1) == warehouse.layer(first)) {
            first--;
        }
        return first;
    }
}
