package io.headwater.incident.triage;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.impact.AssetView;
import io.headwater.incident.incident.Actor;
import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentCommand;
import io.headwater.incident.incident.IncidentCommand.CommandMeta;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.Owner;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.policy.PolicyDocument;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.incident.silence.Conditions;
import io.headwater.incident.status.AssetStatus;
import io.headwater.incident.status.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A night on call: a warehouse, what its checks say, and a clock of arrival that fires timers as it moves.
 *
 * <pre>{@code
 * Night night = Night.over("raw.orders > stg_orders > orders > dash:sales");
 * night.hear("02:15", Say.test("orders").failed("run-1", "02:14"));
 * night.until("02:16");
 * }</pre>
 */
final class Night {
    private static final Conditions CONDITIONS = CelExpressions.overOutcomes()::holds;

    final InMemoryTriageState state = new InMemoryTriageState();
    final List<Output> outputs = new ArrayList<>();
    private final Map<String, Set<String>> upstreams = new TreeMap<>();
    private final Map<String, AssetNode> known = new TreeMap<>();
    private PriorityRules rules = new ShippedPriorities();
    private Triage triage = new Triage(state, rules, CONDITIONS);
    private Instant now = Warehouse.at("00:00");
    private int commands;
    private int versions;

    private Night() {}

    /** A warehouse known from the start: {@code a, b > c} gives c both as upstreams. */
    static Night over(String... chains) {
        Night night = unknown(chains);
        night.upstreams.keySet().forEach(night::learn);
        night.outputs.clear();
        return night;
    }

    /** A warehouse of which lineage tells nothing yet. */
    static Night unknown(String... chains) {
        Night night = new Night();
        for (String chain : chains) {
            List<String> before = List.of();
            for (String step : chain.split(">")) {
                List<String> names = List.of(step.strip().split("\\s*,\\s*"));
                for (String name : names) {
                    Set<String> ups = night.upstreams.computeIfAbsent(name, unused -> new TreeSet<>());
                    before.forEach(up -> ups.add(Warehouse.urn(up)));
                }
                before = names;
            }
        }
        return night;
    }

    /** Lineage comes to know the asset. A dashboard named {@code …1} is of tier 1. */
    Night learn(String name) {
        boolean dashboard = name.startsWith("dash:");
        AssetNode node = new AssetNode(
                Warehouse.urn(name),
                dashboard ? name.substring(5) : name,
                dashboard ? AssetType.DASHBOARD : AssetType.MODEL,
                List.of("dbt:model." + name),
                List.of(),
                List.copyOf(upstreams.get(name)),
                dashboard ? List.of(Owner.person("owner-of-" + name)) : List.of(),
                dashboard && name.endsWith("1") ? OptionalInt.of(1) : OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        return learn(node);
    }

    Night learn(AssetNode node) {
        known.put(node.urn(), node);
        outputs.addAll(triage.onAsset(node.urn(), Optional.of(node), now));
        return this;
    }

    Night forget(String name) {
        known.remove(Warehouse.urn(name));
        outputs.addAll(triage.onAsset(Warehouse.urn(name), Optional.empty(), now));
        return this;
    }

    /** The clock of arrival. */
    Instant now() {
        return now;
    }

    Night until(String clock) {
        return until(Warehouse.at(clock));
    }

    Night until(Instant then) {
        Optional<Timer> due = state.nextDue(then);
        while (due.isPresent()) {
            outputs.addAll(triage.onTimer(due.get()));
            due = state.nextDue(then);
        }
        now = then.isAfter(now) ? then : now;
        return this;
    }

    Night hear(String clock, CheckOutcome... outcomes) {
        return hear(Warehouse.at(clock), outcomes);
    }

    Night hear(Instant then, CheckOutcome... outcomes) {
        until(then);
        for (CheckOutcome outcome : outcomes) {
            outputs.addAll(triage.onOutcome(outcome, now));
        }
        return this;
    }

    /** A run of several outcomes, whole. */
    Night run(String clock, CheckOutcome... outcomes) {
        for (CheckOutcome outcome : outcomes) {
            hear(clock, Say.of(outcomes.length, outcome));
        }
        return this;
    }

    /** A policy is put in force, its version one after the last; or ends, where it says nothing. */
    Night policy(String kind, String name, Map<String, Object> spec) {
        versions++;
        state.use(
                spec.isEmpty()
                        ? state.policies().without(kind, name)
                        : state.policies().with(new PolicyDocument(kind, name, versions, spec)));
        outputs.addAll(triage.onPolicy(now));
        return this;
    }

    /** Ada silences the asset and all that is downstream of it, from now on. */
    Night silence(String name, String asset, String until) {
        return silence(name, Map.of("assets", List.of(Warehouse.urn(asset))), Warehouse.at(until));
    }

    /** Ada silences that, from now on. */
    Night silence(String name, Map<String, Object> what, Instant until) {
        Map<String, Object> spec = new TreeMap<>(what);
        spec.put("until", until.toString());
        spec.put("author", "ada");
        spec.put("reason", "warehouse upgrade");
        return policy("silence", name, spec);
    }

    /** The silence of that name ends before its time. */
    Night unsilence(String name) {
        return policy("silence", name, Map.of());
    }

    Night view(String asset, String viewer, String at) {
        outputs.addAll(triage.onView(
                new AssetView(Warehouse.urn(asset), viewer, Warehouse.at(at), 1, "bi", viewer + at), now));
        return this;
    }

    Night ask(IncidentCommand command) {
        outputs.addAll(triage.onCommand(command, now));
        return this;
    }

    CommandMeta by(String person, String incident) {
        commands++;
        return new CommandMeta("command-" + commands, incident, Actor.person(person, "api"), now, OptionalLong.empty());
    }

    /** Other rules of priority than the shipped ones, from now on. */
    Night judgedBy(PriorityRules others) {
        rules = others;
        triage = new Triage(state, rules, CONDITIONS);
        return this;
    }

    /** The engine stops and starts again: what lived in memory is rebuilt. */
    Night restart() {
        state.restart(List.copyOf(known.values()));
        triage = new Triage(state, rules, CONDITIONS);
        triage.restore();
        return this;
    }

    List<Incident> incidents() {
        return List.copyOf(state.incidents().rows.values());
    }

    List<Incident> live() {
        return incidents().stream().filter(it -> it.mergedInto().isEmpty()).toList();
    }

    /** The one incident there is. */
    Incident incident() {
        if (live().size() != 1) {
            throw new AssertionError("not one incident but " + live());
        }
        return live().get(0);
    }

    /** The live incident that holds the check ({@code source/check}). */
    Incident holding(String check) {
        return live().stream()
                .filter(it -> it.alerts().containsKey(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no live incident holds " + check));
    }

    /** The live incident that a person declared. */
    Incident declared() {
        return live().stream()
                .filter(it -> it.declaredBy().isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody declared an incident"));
    }

    List<IncidentEvent> events(String incident) {
        return outputs.stream()
                .filter(Output.Happened.class::isInstance)
                .map(output -> ((Output.Happened) output).event())
                .filter(event -> event.meta().incident().equals(incident))
                .toList();
    }

    <E extends IncidentEvent> List<E> events(Class<E> type) {
        return outputs.stream()
                .filter(Output.Happened.class::isInstance)
                .map(output -> ((Output.Happened) output).event())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** As told with each event of the type. */
    List<Headline> headlines(Class<? extends IncidentEvent> type) {
        return outputs.stream()
                .filter(Output.Happened.class::isInstance)
                .map(Output.Happened.class::cast)
                .filter(happened -> type.isInstance(happened.event()))
                .flatMap(happened -> happened.headline().stream())
                .toList();
    }

    List<Output.Decided> decided(Output.Kind kind) {
        return outputs.stream()
                .filter(Output.Decided.class::isInstance)
                .map(Output.Decided.class::cast)
                .filter(decided -> decided.kind() == kind)
                .toList();
    }

    /** An asset's status as told last; UP where nothing was told. */
    Health status(String asset) {
        String urn = Warehouse.urn(asset);
        Health health = Health.UP;
        for (Output output : outputs) {
            if (output instanceof Output.StatusChanged changed
                    && changed.status().urn().equals(urn)) {
                health = changed.status().status();
            }
        }
        return health;
    }

    Map<String, AssetStatus> statuses() {
        Map<String, AssetStatus> statuses = new TreeMap<>();
        for (Output output : outputs) {
            if (output instanceof Output.StatusChanged changed) {
                statuses.put(changed.status().urn(), changed.status());
            }
        }
        return statuses;
    }
}
