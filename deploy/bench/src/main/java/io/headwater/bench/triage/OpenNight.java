package io.headwater.bench.triage;

import io.headwater.bench.lineage.SampleWarehouse;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.OutcomeStatus;
import io.headwater.incident.outcome.Severity;
import io.headwater.incident.outcome.SubjectRef;
import io.headwater.incident.priority.RulePriorities;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.incident.triage.InMemoryTriageState;
import io.headwater.incident.triage.Output;
import io.headwater.incident.triage.Timer;
import io.headwater.incident.triage.Triage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * An engine in the middle of a night: a warehouse of domains of 50 assets that share nothing; five monitors in each
 * domain, all of which passed; and an open incident in every second domain, the others quiet.
 */
final class OpenNight {
    static final int ASSETS_PER_DOMAIN = 50;
    private static final int MONITOR_EACH = 10;
    private static final int MONITORS = ASSETS_PER_DOMAIN / MONITOR_EACH;
    /** Within its domain, the asset whose monitor fails. */
    private static final int FAILING = 30;

    /** A quiet domain is left alone for so long, that what failed there before is over and forgotten. */
    private static final Duration REST = Duration.ofHours(48);

    private static final String REOPENABLE = "reopenable/";

    private final InMemoryTriageState state = new InMemoryTriageState();
    private final Triage triage =
            new Triage(state, new RulePriorities(new CelExpressions()::holds), (condition, facts) -> false);
    private final SampleWarehouse warehouse;
    private final int domains;
    private Instant now = Instant.parse("2026-03-02T00:00:00Z");
    private long runs;
    private int passed;
    private int repeated;
    private int broken;

    OpenNight(int openIncidents) {
        domains = 2 * openIncidents;
        warehouse = new SampleWarehouse(domains, ASSETS_PER_DOMAIN);
        for (int asset : warehouse.arrivals()) {
            state.graph().put(warehouse.node(asset));
        }
        for (int i = 0; i < domains * MONITORS; i++) {
            pass();
        }
        now = now.plusSeconds(60);
        for (int domain = 0; domain < domains; domain += 2) {
            hear(domain * ASSETS_PER_DOMAIN + FAILING, OutcomeStatus.FAILED);
        }
        long open = state.incidents().between("", "\uffff").stream()
                .filter(row -> row.value().isOpen())
                .count();
        if (open != openIncidents) {
            throw new IllegalStateException(open + " incidents are open, not " + openIncidents);
        }
    }

    int assets() {
        return state.graph().size();
    }

    /** The next monitor passes, of all there are but those that fail. */
    List<Output> pass() {
        int monitor = passed % MONITORS;
        int domain = passed / MONITORS % domains;
        passed++;
        boolean fails = runs > (long) domains * MONITORS && monitor * MONITOR_EACH == FAILING;
        return fails ? pass() : hear(domain * ASSETS_PER_DOMAIN + monitor * MONITOR_EACH, OutcomeStatus.PASSED);
    }

    /** The monitor of the next open incident fails again. */
    List<Output> repeat() {
        repeated++;
        return hear(2 * repeated % domains * ASSETS_PER_DOMAIN + FAILING, OutcomeStatus.FAILED);
    }

    /** The monitor of the next quiet domain fails, which opens an incident, and passes, which resolves it. */
    List<Output> breakAndMend() {
        broken++;
        now = now.plus(REST.dividedBy(domains / 2));
        int asset = (2 * broken + 1) % domains * ASSETS_PER_DOMAIN + FAILING;
        List<Output> outputs = new ArrayList<>(hear(asset, OutcomeStatus.FAILED));
        outputs.addAll(hear(asset, OutcomeStatus.PASSED));
        return outputs;
    }

    private List<Output> hear(int asset, OutcomeStatus status) {
        now = now.plusMillis(1);
        for (Optional<Timer> due = state.nextDue(now); due.isPresent(); due = state.nextDue(now)) {
            // What is open stays open and takes new failures: no other timer fires.
            if (due.get().name().startsWith(REOPENABLE)) {
                triage.onTimer(due.get());
            }
        }
        return triage.onOutcome(outcome(asset, status), now);
    }

    private CheckOutcome outcome(int asset, OutcomeStatus status) {
        runs++;
        return new CheckOutcome(
                new CheckId("monte-carlo", "volume-" + asset),
                "volume of " + warehouse.urn(asset),
                CheckKind.MONITOR,
                List.of(new SubjectRef(Optional.of(warehouse.urn(asset)), List.of(), List.of(), List.of())),
                "run-" + runs,
                OptionalInt.empty(),
                status,
                Severity.UNKNOWN,
                now,
                now,
                Optional.empty(),
                Optional.of("volume " + status),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "delivery-" + runs,
                new TreeMap<>());
    }
}
