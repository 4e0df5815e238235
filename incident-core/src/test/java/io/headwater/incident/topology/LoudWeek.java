package io.headwater.incident.topology;

import io.headwater.identity.ContentId;
import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;
import io.headwater.schema.Asset;
import io.headwater.schema.AssetFacet;
import io.headwater.schema.AssetType;
import io.headwater.schema.AssetView;
import io.headwater.schema.CheckKind;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.Policy;
import io.headwater.schema.SubjectRef;
import io.headwater.schema.Upstream;
import io.headwater.schema.command.Acknowledge;
import io.headwater.schema.command.CommandMeta;
import io.headwater.schema.command.Resolve;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A working week in six workspaces: data breaks and recovers, people act, lineage and policies change, some records are bad. All of
 * it in an arrival time of its own, so that timers fall due between the inputs; the same for the same seed.
 */
final class LoudWeek {
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final int WORKSPACES = 6;
    private static final List<String> CHAIN = List.of("table:w.raw", "table:w.staging", "table:w.mart", "dashboard:w");

    private final Random random;
    private Instant now = MONDAY;
    private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    private int sent;

    LoudWeek(long seed) {
        random = new Random(seed);
    }

    /** Sends those days, the first included. */
    void days(int from, int to, Rig rig) {
        records.clear();
        for (int day = from; day < to; day++) {
            for (int workspace = 0; workspace < WORKSPACES; workspace++) {
                surroundings(day, "week-" + workspace, rig);
            }
            for (int hour = 0; hour < 24; hour += 4) {
                now = MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
                for (int workspace = 0; workspace < WORKSPACES; workspace++) {
                    run("week-" + workspace, rig);
                }
            }
        }
        sent += records.size();
        rig.send(records);
    }

    /** How many records so far. */
    int sent() {
        return sent;
    }

    private void surroundings(int day, String workspace, Rig rig) {
        if (day == 0) {
            for (int i = 0; i < CHAIN.size(); i++) {
                asset(workspace, CHAIN.get(i), CHAIN.subList(Math.max(0, i - 1), i), rig);
            }
        } else if (day == 2) {
            policy(
                    workspace,
                    "priority",
                    1,
                    """
                    {"rules":[{"name":"all","when":"true","priority":"P1","because":"so"}]}""",
                    rig);
        } else if (day == 4) {
            asset(workspace, "table:w.other", List.of(CHAIN.get(0)), rig);
            policy(
                    workspace,
                    "silence",
                    2,
                    "{\"assets\":[\"%s\"],\"until\":\"%s\",\"reason\":\"upgrade\"}"
                            .formatted(CHAIN.get(1), now.plus(Duration.ofHours(9))),
                    rig);
        }
    }

    /** One look at everything: now and then something is broken, and shows in part of what lies below. */
    private void run(String workspace, Rig rig) {
        int broken = random.nextInt(3) == 0 ? random.nextInt(CHAIN.size()) : CHAIN.size();
        for (int i = CHAIN.size() - 1; i >= 0; i--) {
            boolean fails = i == broken || (i > broken && random.nextInt(3) > 0);
            CheckOutcome outcome =
                    outcome(workspace, CHAIN.get(i), fails ? OutcomeStatus.FAILED : OutcomeStatus.PASSED);
            send(Topics.ALERTS, workspace, outcome.getCheck(), outcome, rig);
            if (fails && random.nextInt(3) == 0) {
                person(workspace, outcome, rig);
            }
            if (fails && random.nextInt(4) == 0) {
                send(Topics.ALERTS, workspace, outcome.getCheck(), outcome, rig);
            }
        }
        if (random.nextInt(3) == 0) {
            view(workspace, rig);
        }
        if (random.nextInt(20) == 0) {
            records.add(new ProducerRecord<>(
                    Topics.ALERTS.name(), null, tick(), RecordKey.of(workspace, "bad"), new byte[] {1, 2, 3}));
        }
    }

    /** Somebody takes the incident that the outcome would have opened, whether it did or not. */
    private void person(String workspace, CheckOutcome first, Rig rig) {
        String incident = ContentId.of("inc", workspace, first.getSource(), first.getCheck(), first.getRun());
        Actor ada = new Actor(ActorKind.PERSON, "0123456789abcdef", "api");
        CommandMeta meta = new CommandMeta(workspace, "c-" + now, incident, ada, now, null);
        boolean resolves = random.nextInt(3) == 0;
        send(Topics.COMMANDS, workspace, incident, resolves ? new Resolve(meta, "mended") : new Acknowledge(meta), rig);
    }

    private void view(String workspace, Rig rig) {
        AssetView view = AssetView.newBuilder()
                .setWorkspace(workspace)
                .setAsset(CHAIN.get(3))
                .setViewer("0123")
                .setViewedAt(now)
                .setViewId("v" + now)
                .build();
        send(Topics.VIEWS, workspace, CHAIN.get(3), view, rig);
    }

    private void asset(String workspace, String urn, List<String> upstreams, Rig rig) {
        AssetFacet facet = AssetFacet.newBuilder()
                .setScope("test")
                .setObservedAt(now)
                .setType(urn.startsWith("dashboard") ? AssetType.DASHBOARD : AssetType.TABLE)
                .setName(urn)
                .setUpstreams(upstreams.stream()
                        .map(up -> new Upstream(up, List.of()))
                        .toList())
                .build();
        send(Topics.ASSETS, workspace, urn, new Asset(workspace, urn, List.of(facet)), rig);
    }

    private void policy(String workspace, String kind, long version, String spec, Rig rig) {
        Policy policy = Policy.newBuilder()
                .setWorkspace(workspace)
                .setKind(kind)
                .setName("week")
                .setVersion(version)
                .setDocument("{\"kind\":\"%s\",\"name\":\"week\",\"spec\":%s}".formatted(kind, spec))
                .setAppliedAt(now)
                .build();
        send(Topics.POLICIES, workspace, kind + "/week/" + version, policy, rig);
    }

    private CheckOutcome outcome(String workspace, String urn, OutcomeStatus status) {
        return CheckOutcome.newBuilder()
                .setWorkspace(workspace)
                .setSource("monte-carlo")
                .setCheck("volume of " + urn)
                .setCheckKind(CheckKind.MONITOR)
                .setSubjects(List.of(SubjectRef.newBuilder().setUrn(urn).build()))
                .setRun("run-" + now)
                .setStatus(status)
                .setOccurredAt(now)
                .setReceivedAt(now)
                .build();
    }

    private void send(Topic topic, String workspace, String id, SpecificRecord value, Rig rig) {
        records.add(rig.record(topic, workspace, id, Instant.ofEpochMilli(tick()), value));
    }

    /** Time goes on by up to a minute from one input to the next. */
    private long tick() {
        now = now.plusMillis(random.nextInt(60_000));
        return now.toEpochMilli();
    }
}
