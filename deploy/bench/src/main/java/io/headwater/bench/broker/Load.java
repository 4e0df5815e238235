package io.headwater.bench.broker;

import io.headwater.bench.lineage.SampleWarehouse;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.schema.Alias;
import io.headwater.schema.Asset;
import io.headwater.schema.AssetFacet;
import io.headwater.schema.AssetType;
import io.headwater.schema.CheckKind;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.Owner;
import io.headwater.schema.SubjectRef;
import io.headwater.schema.Upstream;
import io.headwater.topics.Outbound;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What a few dozen workspaces send: lineage of 300 assets each, in domains of 50, and rounds in which every asset's check
 * speaks once, four in five in dbt runs of 60, one in five a monitor. One check in 33 fails, for three rounds each.
 */
final class Load {
    static final int WORKSPACES = 36;
    private static final int ASSETS_PER_DOMAIN = 50;
    private static final int DOMAINS = 6;
    private static final int ASSETS = ASSETS_PER_DOMAIN * DOMAINS;
    private static final int RUN = 60;
    private static final int MONITOR_EACH = 5;
    private static final int FAILING_EACH = 33;
    private static final int ROUNDS_BROKEN = 3;
    private static final List<String> NAMES = names();

    private final SampleWarehouse warehouse = new SampleWarehouse(DOMAINS, ASSETS_PER_DOMAIN);
    private final Outbound outbound;
    private final Instant start = Instant.now().minusSeconds(36_000);

    Load(Outbound outbound) {
        this.outbound = outbound;
    }

    /** Outcomes of one round. */
    static int outcomesPerRound() {
        return WORKSPACES * ASSETS;
    }

    static int assets() {
        return WORKSPACES * ASSETS;
    }

    void lineage(Consumer<ProducerRecord<String, byte[]>> send) {
        for (int w = 0; w < WORKSPACES; w++) {
            for (int asset = 0; asset < ASSETS; asset++) {
                AssetNode node = warehouse.node(asset);
                send.accept(outbound.record(
                        Topics.ASSETS, workspace(w), node.urn(), node.urn(), start, asset(workspace(w), node)));
            }
        }
    }

    /** All outcomes of a round, run by run, workspace by workspace. */
    void round(int round, Consumer<ProducerRecord<String, byte[]>> send) {
        for (int first = 0; first < ASSETS; first += RUN) {
            for (int w = 0; w < WORKSPACES; w++) {
                List<Integer> dbt = new ArrayList<>();
                for (int asset = first; asset < first + RUN; asset++) {
                    if (asset % MONITOR_EACH == 0) {
                        send.accept(
                                record(monitor(w, asset, "mc-" + round + "-" + asset, fails(asset, round), at(round))));
                    } else {
                        dbt.add(asset);
                    }
                }
                String run = "run-" + round + "-" + first;
                for (int asset : dbt) {
                    CheckOutcome outcome = outcome(w, asset, "dbt", run, fails(asset, round), at(round));
                    outcome.setCheckKind(CheckKind.DATA_TEST);
                    outcome.setRunSize(dbt.size());
                    send.accept(record(outcome));
                }
            }
        }
    }

    /** A monitor's outcome; numbers beyond the workspaces and assets there are begin anew. */
    CheckOutcome monitor(int workspace, int asset, String run, boolean fails, Instant at) {
        return outcome(workspace % WORKSPACES, asset % ASSETS, "monte-carlo", run, fails, at);
    }

    ProducerRecord<String, byte[]> record(CheckOutcome outcome) {
        return outbound.record(
                Topics.ALERTS,
                outcome.getWorkspace(),
                outcome.getCheck(),
                outcome.getDeliveryId(),
                outcome.getReceivedAt(),
                outcome);
    }

    static String workspace(int number) {
        return NAMES.get(number);
    }

    /** As many on each partition: else the end of a backlog is worked off by one thread alone. */
    private static List<String> names() {
        List<String> names = new ArrayList<>(WORKSPACES);
        for (int candidate = 0; names.size() < WORKSPACES; candidate++) {
            String name = "bench-" + candidate;
            if (RecordKey.partitionOf(name, Topics.PARTITIONS) == names.size() % Topics.PARTITIONS) {
                names.add(name);
            }
        }
        return names;
    }

    private Instant at(int round) {
        return start.plusSeconds(60L * round);
    }

    private static boolean fails(int asset, int round) {
        return (asset + round / ROUNDS_BROKEN) % FAILING_EACH == 0;
    }

    private CheckOutcome outcome(int workspace, int asset, String source, String run, boolean fails, Instant at) {
        String urn = warehouse.urn(asset);
        return CheckOutcome.newBuilder()
                .setWorkspace(workspace(workspace))
                .setSource(source)
                .setCheck(source.equals("dbt") ? warehouse.check(asset).id().check() : "volume-" + asset)
                .setCheckName(source.equals("dbt") ? warehouse.check(asset).name() : "volume of " + urn)
                .setCheckKind(CheckKind.MONITOR)
                .setSubjects(List.of(SubjectRef.newBuilder().setUrn(urn).build()))
                .setRun(run)
                .setStatus(fails ? OutcomeStatus.FAILED : OutcomeStatus.PASSED)
                .setMessage(fails ? "Got 17 results, configured to fail if != 0" : null)
                .setOccurredAt(at)
                .setReceivedAt(at)
                .setDeliveryId(run + "-" + asset)
                .build();
    }

    private static Asset asset(String workspace, AssetNode node) {
        List<Alias> aliases = node.aliases().stream()
                .map(alias -> new Alias("dbt", alias.substring(4)))
                .toList();
        AssetFacet facet = AssetFacet.newBuilder()
                .setScope("dbt")
                .setName(node.name())
                .setType(AssetType.valueOf(node.type().name()))
                .setObservedAt(Instant.EPOCH)
                .setAliases(aliases)
                .setUpstreams(node.upstreams().stream()
                        .map(urn -> Upstream.newBuilder().setUrn(urn).build())
                        .toList())
                .setOwners(node.owners().stream()
                        .map(owner -> new Owner(null, owner.team().orElse(null)))
                        .toList())
                .build();
        return Asset.newBuilder()
                .setWorkspace(workspace)
                .setUrn(node.urn())
                .setFacets(List.of(facet))
                .build();
    }
}
