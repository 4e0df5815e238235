package io.headwater.incident.triage;

import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.LineageGraph;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.outcome.SubjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Resolves what an outcome names to assets, through URNs, aliases and the checks that lineage knows. */
final class Names {
    private final Turn turn;

    Names(Turn turn) {
        this.turn = turn;
    }

    /** URNs of what the outcome watches, sorted; empty while none of its subjects is known. */
    List<String> assets(CheckOutcome outcome, Optional<CheckRow> known) {
        LineageGraph graph = turn.state().graph();
        TreeSet<String> urns = new TreeSet<>();
        for (SubjectRef subject : outcome.subjects()) {
            Optional<String> urn = resolve(subject);
            urn.ifPresent(urns::add);
            urn.ifPresent(it -> placehold(it, subject.upstreams()));
        }
        if (urns.isEmpty()) {
            urns.addAll(graph.assetsOf(outcome.id()));
        }
        if (urns.isEmpty()) {
            known.ifPresent(row ->
                    row.assets().stream().filter(urn -> !isUnresolved(urn)).forEach(urns::add));
        }
        return List.copyOf(urns);
    }

    /** What the outcome's subjects may be known by once lineage comes; never empty. */
    static List<String> awaited(CheckOutcome outcome) {
        TreeSet<String> names = new TreeSet<>();
        outcome.subjects().forEach(subject -> names.addAll(subject.knownAs()));
        names.add("check:" + outcome.id());
        return List.copyOf(names);
    }

    /** Every name under which outcomes may wait for the asset. */
    static List<String> namesOf(AssetNode node) {
        List<String> names = new ArrayList<>(node.aliases());
        names.add(node.urn());
        node.checks().forEach(check -> names.add("check:" + check.id()));
        return names;
    }

    /** Stands for what the outcome watches until lineage knows it. */
    static String unresolved(CheckOutcome outcome) {
        String name = outcome.subjects().stream()
                .flatMap(subject -> subject.knownAs().stream())
                .findFirst()
                .map(known -> known.substring(known.indexOf(':') + 1))
                .orElse(outcome.id().check());
        return "unresolved:" + outcome.id().source() + ":" + name;
    }

    static boolean isUnresolved(String urn) {
        return urn.startsWith("unresolved:");
    }

    private Optional<String> resolve(SubjectRef subject) {
        if (subject.urn().isPresent()) {
            return subject.urn();
        }
        for (String name : subject.names()) {
            Optional<String> urn = turn.state().graph().resolve(name);
            if (urn.isPresent()) {
                return urn;
            }
        }
        return Optional.empty();
    }

    /** Outcomes and lineage travel on topics without an order between them: until lineage comes these edges serve. */
    private void placehold(String urn, List<String> upstreams) {
        if (upstreams.isEmpty()) {
            return;
        }
        boolean described = turn.state().graph().describes(urn)
                && turn.state().placeholders().get(urn).isEmpty();
        if (described) {
            return;
        }
        Placeholder placeholder =
                new Placeholder(urn, upstreams.stream().distinct().sorted().toList());
        if (turn.state().placeholders().get(urn).filter(placeholder::equals).isEmpty()) {
            turn.state().placeholders().put(urn, placeholder);
            turn.state().graph().put(AssetNode.bare(urn, AssetType.OTHER, placeholder.upstreams()));
        }
    }
}
