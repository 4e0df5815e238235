package io.headwater.simulator.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.simulator.Evaluation;
import io.headwater.simulator.Watch;
import io.headwater.simulator.montecarlo.Webhook;
import java.util.HashMap;
import java.util.Map;

/** What the monitors say: an alert that is opened and, when all is well again, marked as fixed. */
final class StormAlerts {
    private static final String ACCOUNT = SourceNames.uuid("account");
    private static final String METRIC = "rows_out_of_range";

    private final SourceNames names;
    private final StormClock clock;
    /** The alert of each monitor as it was last opened. */
    private final Map<Watch, ObjectNode> open = new HashMap<>();

    StormAlerts(SourceNames names, StormClock clock) {
        this.names = names;
        this.clock = clock;
    }

    /** What Monte Carlo posts for it. */
    ObjectNode payload(Evaluation one) {
        if (one.status() == Evaluation.Status.PASSED) {
            return Webhook.fixed(open.get(one.watch()));
        }
        ObjectNode opened = opened(one);
        open.put(one.watch(), opened);
        return opened;
    }

    private ObjectNode opened(Evaluation one) {
        Watch watch = one.watch();
        Webhook alert = new Webhook(
                ACCOUNT,
                names.run(one),
                SourceNames.PROJECT.database(),
                names.warehouse().schema(watch.asset()),
                names.warehouse().name(watch.asset()));
        int rows = 2 + watch.asset() % 97;
        if (names.isRule(watch)) {
            Webhook.Rule rule = new Webhook.Rule(
                    names.check(watch), "Rows of " + names.warehouse().name(watch.asset()), METRIC, "GT", 1.0);
            return alert.broken(rule, rows, clock.at(one.at()));
        }
        return alert.anomaly("Has %d rows vs. %d expected".formatted(rows, 10 * rows + 7));
    }
}
